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
import org.souk.api.store.CustomerStore.Entrance;
import org.souk.api.store.StoredLine;
import org.souk.persistence.internal.cart.CartRows;
import org.souk.persistence.internal.cart.KeyRows;
import org.souk.persistence.internal.cart.SessionEnd;
import org.souk.persistence.internal.cart.SessionRows;
import org.souk.persistence.internal.sql.ColumnLimits;
import org.souk.persistence.internal.sql.SessionRef;
import org.souk.persistence.internal.sql.Sql;
import org.souk.persistence.internal.transaction.TransactionWork;
import org.souk.persistence.internal.transaction.UnitOfWork;

/**
 * One customer comes in. Locks in this order: the customer, so that those who come in as one do so one after another, the sessions of both
 * carts by their keys, the sign-ins. Remembers over its tries what it did, so that it knows its own session again.
 */
final class CustomerEntering implements TransactionWork<CustomerStore.Entering> {
    private final Entrance entrance;
    private final CustomerStore.Merge merge;
    private final SessionRef own;
    private final SessionRef fresh;
    private final @Nullable SessionRef before;
    private CustomerStore.@Nullable Entering done;

    CustomerEntering(Entrance entrance, CustomerStore.Merge merge) {
        this.entrance = entrance;
        this.merge = merge;
        this.own = ref(entrance.cart());
        this.fresh = ref(entrance.fresh());
        SessionKey left = entrance.before();
        this.before = left == null ? null : ref(left);
    }

    private SessionRef ref(SessionKey key) {
        return new SessionRef(entrance.catalog(), key);
    }

    @Override
    public CustomerStore.Entering in(UnitOfWork unit) throws SQLException {
        CustomerStore.Entering already = done;
        if (unit.afterUnknown()
                && already != null
                && new SignInRows(unit.sql()).find(fresh).isPresent()) {
            unit.undo();
            return already;
        }
        CustomerStore.Entering entering = enter(unit.sql());
        if (entering instanceof CustomerStore.Entering.Entered) {
            done = entering;
        } else {
            unit.undo();
        }
        return entering;
    }

    private CustomerStore.Entering enter(Sql sql) throws SQLException {
        String address = entrance.address();
        if (address != null
                && new CustomerRows(sql).find(entrance.realm().value(), address).isPresent()) {
            return new CustomerStore.Entering.Taken();
        }
        Optional<Account> account = account(sql, address);
        if (account.isEmpty()) {
            return new CustomerStore.Entering.Outdated();
        }
        Locked locked = lock(sql);
        List<KeyRows.Used> used = used(sql);
        if (!used.stream().allMatch(this::isSame)) {
            return new CustomerStore.Entering.KeyReused();
        }
        if (entrance.repeat() && used.isEmpty()) {
            return new CustomerStore.Entering.Taken();
        }
        List<StoredLine> left = locked.guest() ? merge(sql, locked.customer()) : List.of();
        remember(sql);
        start(sql, account.get().customer().id().value());
        return new CustomerStore.Entering.Entered(account.get().customer(), left);
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
                    entrance.realm().value(),
                    ColumnLimits.exactly("address", address, CustomerRows.MOST_ADDRESS),
                    entrance.account()));
        }
        return customers.lock(entrance.account()) ? Optional.of(entrance.account()) : Optional.empty();
    }

    /** What the key was used for, with either cart. */
    private List<KeyRows.Used> used(Sql sql) throws SQLException {
        IdempotencyKey key = entrance.key();
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
        return used.by(KeyRows.Purpose.CART, entrance.fingerprint());
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
                new SessionRows(sql).insert(own, entrance.cartLifetime());
            }
            CartRows ours = there ? CartRows.load(sql, own) : CartRows.none(sql, own);
            CustomerStore.Merged merged = merge.of(theirs.stored(), ours.stored());
            ours.write(merged.lines(), merged.couponOrNull(), Sql.randomId(), theirs.version());
            left = merged.left();
        }
        SessionEnd end = new SessionEnd(sql);
        end.into(guest, own, along(theirs.stored().lines(), left));
        if (left.isEmpty()) {
            end.end(guest);
        } else {
            theirs.write(left, theirs.stored().couponOrNull(), Sql.randomId());
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
        IdempotencyKey key = entrance.key();
        if (key != null && new KeyRows(sql, own).find(key).isEmpty()) {
            new KeyRows(sql, own).change(key, entrance.fingerprint());
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
        sessions.insert(fresh, customer, own.session(), entrance.lifetime());
    }
}
