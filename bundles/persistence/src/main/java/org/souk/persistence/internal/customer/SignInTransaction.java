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
import org.souk.api.store.CustomerStore.Account;
import org.souk.api.store.CustomerStore.Merge;
import org.souk.api.store.CustomerStore.Merged;
import org.souk.api.store.CustomerStore.SignIn;
import org.souk.api.store.CustomerStore.SignInOutcome;
import org.souk.api.store.StoredLine;
import org.souk.persistence.internal.cart.CartRows;
import org.souk.persistence.internal.cart.IdempotencyKeyRows;
import org.souk.persistence.internal.cart.SessionMerge;
import org.souk.persistence.internal.cart.SessionRows;
import org.souk.persistence.internal.sql.SessionRef;
import org.souk.persistence.internal.sql.Sql;
import org.souk.persistence.internal.transaction.TransactionWork;
import org.souk.persistence.internal.transaction.UnitOfWork;

/**
 * Signs one customer in. Locks in this order: the customer, so that sign-ins to one account run one after another; the sessions of both
 * carts by their keys; the sign-ins. When the answer to its commit was lost, it runs again and recognizes the session that it created.
 */
final class SignInTransaction implements TransactionWork<SignInOutcome> {
    private final SignIn signIn;
    private final Merge merge;
    private final SessionRef customerCart;
    private final SessionRef fresh;
    private final @Nullable SessionRef before;
    private @Nullable SignInOutcome done;

    SignInTransaction(SignIn signIn, Merge merge) {
        this.signIn = signIn;
        this.merge = merge;
        this.customerCart = ref(signIn.cart());
        this.fresh = ref(signIn.fresh());
        SessionKey left = signIn.before();
        this.before = left == null ? null : ref(left);
    }

    private SessionRef ref(SessionKey key) {
        return new SessionRef(signIn.catalog(), key);
    }

    @Override
    public SignInOutcome execute(UnitOfWork unit) throws SQLException {
        SignInOutcome already = done;
        if (unit.afterUnknownCommit()
                && already != null
                && new SignInRows(unit.sql()).find(fresh).isPresent()) {
            unit.setRollbackOnly();
            return already;
        }
        SignInOutcome outcome = decide(unit);
        if (outcome instanceof SignInOutcome.SignedIn) {
            done = outcome;
        } else {
            unit.setRollbackOnly();
        }
        return outcome;
    }

    private SignInOutcome decide(UnitOfWork unit) throws SQLException {
        Sql sql = unit.sql();
        String address = signIn.address();
        if (address != null
                && new CustomerRows(unit).find(signIn.realm().value(), address).isPresent()) {
            return new SignInOutcome.EmailTaken();
        }
        Optional<Account> account = account(unit, address);
        if (account.isEmpty()) {
            return new SignInOutcome.PasswordChanged();
        }
        Locked locked = lock(sql);
        List<IdempotencyKeyRows.Used> used = used(sql);
        if (!used.stream().allMatch(this::isSame)) {
            return new SignInOutcome.KeyReused();
        }
        if (signIn.repeat() && used.isEmpty()) {
            return new SignInOutcome.EmailTaken();
        }
        List<StoredLine> left = locked.guest() ? merge(sql, locked.customer()) : List.of();
        rememberKey(sql);
        startSession(sql, account.get().customer().id().value());
        return new SignInOutcome.SignedIn(account.get().customer(), left);
    }

    /** Tells which of the two sessions exist and are locked. */
    private record Locked(boolean guest, boolean customer) {}

    private Locked lock(Sql sql) throws SQLException {
        SessionRows sessions = new SessionRows(sql);
        SessionRef guest = before;
        if (guest == null || guest.session().compareTo(customerCart.session()) > 0) {
            boolean customer = sessions.lock(customerCart);
            return new Locked(guest != null && sessions.lock(guest), customer);
        }
        boolean exists = sessions.lock(guest);
        return new Locked(exists, sessions.lock(customerCart));
    }

    private Optional<Account> account(UnitOfWork unit, @Nullable String address) throws SQLException {
        CustomerRows customers = new CustomerRows(unit);
        if (address != null) {
            return Optional.of(customers.insert(signIn.realm().value(), address, signIn.account()));
        }
        return customers.lock(signIn.account()) ? Optional.of(signIn.account()) : Optional.empty();
    }

    /** The uses of the idempotency key with either cart. */
    private List<IdempotencyKeyRows.Used> used(Sql sql) throws SQLException {
        IdempotencyKey key = signIn.key();
        List<IdempotencyKeyRows.Used> used = new ArrayList<>();
        if (key != null) {
            new IdempotencyKeyRows(sql, customerCart).find(key).ifPresent(used::add);
            if (before != null) {
                new IdempotencyKeyRows(sql, before).find(key).ifPresent(used::add);
            }
        }
        return used;
    }

    private boolean isSame(IdempotencyKeyRows.Used used) {
        return used.matches(IdempotencyKeyRows.Purpose.CART, signIn.fingerprint());
    }

    /**
     * Merges the guest's cart into the customer's and ends the guest's session, so that nothing is merged twice. Lines that did not fit
     * stay in the guest's cart, whose session then continues, because a browser that got no answer still has its cookie.
     */
    private List<StoredLine> merge(Sql sql, boolean exists) throws SQLException {
        SessionRef guest = before;
        if (guest == null) {
            return List.of();
        }
        CartRows guestCart = CartRows.load(sql, guest);
        List<StoredLine> left = List.of();
        if (!guestCart.stored().lines().isEmpty()) {
            if (!exists) {
                new SessionRows(sql).insert(customerCart, signIn.cartLifetime());
            }
            CartRows merged = exists ? CartRows.load(sql, customerCart) : CartRows.absent(sql, customerCart);
            Merged result = merge.of(guestCart.stored(), merged.stored());
            merged.write(result.lines(), result.couponOrNull(), Sql.randomId(), guestCart.version());
            left = result.left();
        }
        SessionMerge end = new SessionMerge(sql);
        end.moveInto(guest, customerCart, moved(guestCart.stored().lines(), left));
        if (left.isEmpty()) {
            end.end(guest);
        } else {
            guestCart.write(left, guestCart.stored().couponOrNull(), Sql.randomId());
        }
        return left;
    }

    private static Map<Sku, Integer> moved(List<StoredLine> lines, List<StoredLine> left) {
        Map<Sku, Integer> moved = new HashMap<>();
        lines.forEach(line -> moved.merge(line.sku(), line.quantity(), Integer::sum));
        left.forEach(line -> moved.merge(line.sku(), -line.quantity(), Integer::sum));
        return moved;
    }

    private void rememberKey(Sql sql) throws SQLException {
        IdempotencyKey key = signIn.key();
        if (key != null && new IdempotencyKeyRows(sql, customerCart).find(key).isEmpty()) {
            new IdempotencyKeyRows(sql, customerCart).rememberChange(key, signIn.fingerprint());
        }
    }

    private void startSession(Sql sql, String customer) throws SQLException {
        SignInRows sessions = new SignInRows(sql);
        if (before != null && sessions.remove(before)) {
            new IdempotencyKeyRows(sql, before).rememberReplaced();
        }
        if (!sql.exists(
                "SELECT 1 FROM customer_carts WHERE catalog = ? AND cart_key = ?",
                customerCart.catalog(),
                customerCart.session())) {
            sql.update(
                    "INSERT INTO customer_carts (catalog, cart_key, customer_id) VALUES (?, ?, ?)",
                    customerCart.catalog(),
                    customerCart.session(),
                    customer);
        }
        sessions.removeExcess(customer);
        sessions.insert(fresh, customer, customerCart.session(), signIn.lifetime());
    }
}
