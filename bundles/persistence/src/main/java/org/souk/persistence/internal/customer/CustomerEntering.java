package org.souk.persistence.internal.customer;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Sku;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionKey;
import org.souk.api.store.CustomerStore;
import org.souk.api.store.CustomerStore.Account;
import org.souk.api.store.CustomerStore.SignIn;
import org.souk.api.store.StoredLine;
import org.souk.persistence.internal.cart.CartRows;
import org.souk.persistence.internal.cart.KeyRows;
import org.souk.persistence.internal.cart.SessionEnd;
import org.souk.persistence.internal.cart.SessionRef;
import org.souk.persistence.internal.cart.SessionRows;
import org.souk.persistence.internal.gate.TransactionWork;
import org.souk.persistence.internal.gate.UnitOfWork;
import org.souk.persistence.internal.sql.ColumnLimits;
import org.souk.persistence.internal.sql.Sql;

/**
 * One customer comes in. Locks in this order: the customer, so that those who come in as one do so one after another, the sessions of both
 * carts by their keys, the sign-ins. Remembers over its tries what it did, so that it knows its own session again.
 */
final class CustomerEntering implements TransactionWork<CustomerStore.SignInOutcome> {
    private final SignIn signIn;
    private final CustomerStore.Merge merge;
    private final SessionRef own;
    private final SessionRef fresh;
    private final @Nullable SessionRef before;
    private CustomerStore.@Nullable SignInOutcome done;

    CustomerEntering(SignIn signIn, CustomerStore.Merge merge) {
        this.signIn = signIn;
        this.merge = merge;
        this.own = ref(signIn.cart());
        this.fresh = ref(signIn.fresh());
        SessionKey left = signIn.before();
        this.before = left == null ? null : ref(left);
    }

    private SessionRef ref(SessionKey key) {
        return new SessionRef(signIn.catalog(), key);
    }

    @Override
    public CustomerStore.SignInOutcome in(UnitOfWork unit) throws SQLException {
        CustomerStore.SignInOutcome already = done;
        if (unit.afterUnknown()
                && already != null
                && new SignInRows(unit.sql()).find(fresh).isPresent()) {
            unit.undo();
            return already;
        }
        CustomerStore.SignInOutcome outcome = enter(unit.sql());
        if (outcome instanceof CustomerStore.SignInOutcome.SignedIn) {
            done = outcome;
        } else {
            unit.undo();
        }
        return outcome;
    }

    private CustomerStore.SignInOutcome enter(Sql sql) throws SQLException {
        String address = signIn.address();
        if (address != null
                && new CustomerRows(sql).find(signIn.realm().value(), address).isPresent()) {
            return new CustomerStore.SignInOutcome.EmailTaken();
        }
        Optional<Account> account = account(sql, address);
        if (account.isEmpty()) {
            return new CustomerStore.SignInOutcome.PasswordChanged();
        }
        Locked locked = lock(sql);
        List<KeyRows.Used> used = used(sql);
        if (!used.stream().allMatch(this::isSame)) {
            return new CustomerStore.SignInOutcome.KeyReused();
        }
        if (signIn.repeat() && used.isEmpty()) {
            return new CustomerStore.SignInOutcome.EmailTaken();
        }
        List<StoredLine> left = locked.guest() ? merge(sql, locked.customer()) : List.of();
        remember(sql);
        start(sql, account.get().customer().id().value());
        return new CustomerStore.SignInOutcome.SignedIn(account.get().customer(), left);
    }

    /** Which of the two carts' sessions are there. */
    private record Locked(boolean guest, boolean customer) {}

    private Locked lock(Sql sql) throws SQLException {
        SessionRows sessions = new SessionRows(sql);
        SessionRef guest = before;
        if (guest == null || guest.session().compareTo(own.session()) > 0) {
            boolean customer = sessions.lock(own);
            return new Locked(guest != null && sessions.lock(guest), customer);
        }
        boolean there = sessions.lock(guest);
        return new Locked(there, sessions.lock(own));
    }

    private Optional<Account> account(Sql sql, @Nullable String address) throws SQLException {
        CustomerRows customers = new CustomerRows(sql);
        if (address != null) {
            return Optional.of(customers.insert(
                    signIn.realm().value(),
                    ColumnLimits.exactly("address", address, CustomerRows.MOST_ADDRESS),
                    signIn.account()));
        }
        return customers.lock(signIn.account()) ? Optional.of(signIn.account()) : Optional.empty();
    }

    /** What the key was used for, with either cart. */
    private List<KeyRows.Used> used(Sql sql) throws SQLException {
        IdempotencyKey key = signIn.key();
        List<KeyRows.Used> used = new ArrayList<>();
        if (key != null) {
            new KeyRows(sql, own).find(key).ifPresent(used::add);
            if (before != null) {
                new KeyRows(sql, before).find(key).ifPresent(used::add);
            }
        }
        return used;
    }

    private boolean isSame(KeyRows.Used used) {
        return used.by(KeyRows.Purpose.CART, signIn.fingerprint());
    }

    /**
     * The guest's session is over with it, so whoever comes with it later finds nothing to merge; but for what was left, which stays there:
     * a browser that gets no answer still has that cart.
     */
    private List<StoredLine> merge(Sql sql, boolean there) throws SQLException {
        SessionRef guest = before;
        if (guest == null) {
            return List.of();
        }
        CartRows theirs = CartRows.load(sql, guest);
        List<StoredLine> left = List.of();
        if (!theirs.stored().lines().isEmpty()) {
            if (!there) {
                new SessionRows(sql).insert(own, signIn.cartLifetime());
            }
            CartRows ours = there ? CartRows.load(sql, own) : CartRows.none(sql, own);
            CustomerStore.Merged merged = merge.of(theirs.stored(), ours.stored());
            ours.write(merged.lines(), merged.couponOrNull(), CartRows.random(), theirs.version());
            left = merged.left();
        }
        SessionEnd end = new SessionEnd(sql);
        end.into(guest, own, along(theirs.stored().lines(), left));
        if (left.isEmpty()) {
            end.end(guest);
        } else {
            theirs.write(left, theirs.stored().couponOrNull(), CartRows.random());
        }
        return left;
    }

    private static Map<Sku, Integer> along(List<StoredLine> lines, List<StoredLine> left) {
        Map<Sku, Integer> along = new HashMap<>();
        lines.forEach(line -> along.merge(line.sku(), line.quantity(), Integer::sum));
        left.forEach(line -> along.merge(line.sku(), -line.quantity(), Integer::sum));
        return along;
    }

    private void remember(Sql sql) throws SQLException {
        IdempotencyKey key = signIn.key();
        if (key != null && new KeyRows(sql, own).find(key).isEmpty()) {
            new KeyRows(sql, own).change(key, signIn.fingerprint());
        }
    }

    private void start(Sql sql, String customer) throws SQLException {
        SignInRows sessions = new SignInRows(sql);
        if (before != null && sessions.remove(before)) {
            new KeyRows(sql, before).replaced();
        }
        boolean known = sql.first(
                        "SELECT 1 FROM customer_carts WHERE catalog = ? AND cart_key = ?",
                        row -> true,
                        own.catalog(),
                        own.session())
                .isPresent();
        if (!known) {
            sql.update(
                    "INSERT INTO customer_carts (catalog, cart_key, customer_id) VALUES (?, ?, ?)",
                    own.catalog(),
                    own.session(),
                    customer);
        }
        sessions.makeRoom(customer);
        sessions.insert(fresh, customer, own.session(), signIn.lifetime());
    }
}
