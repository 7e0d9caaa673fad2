package org.souk.persistence.internal.customer;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.catalog.CatalogId;
import org.souk.api.customer.CustomerRealm;
import org.souk.api.money.Money;
import org.souk.api.order.OrderNumber;
import org.souk.api.session.SessionKey;
import org.souk.api.store.CustomerStore;
import org.souk.persistence.internal.cart.IdempotencyKeyRows;
import org.souk.persistence.internal.sql.SessionRef;
import org.souk.persistence.internal.transaction.DatabaseCall;
import org.souk.persistence.internal.transaction.DatabaseShare;
import org.souk.persistence.internal.transaction.Transactions;
import org.souk.persistence.internal.transaction.UnitOfWork;

/** Stores customers: looks up and creates accounts by OpenJPA, and sessions by SQL. */
@Component
public final class JpaCustomerStore implements CustomerStore {
    private final Transactions transactions;

    @Activate
    public JpaCustomerStore(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<Account> find(CustomerRealm realm, String address) {
        return transactions.repeatable("find a customer", DatabaseShare.of(realm), unit -> new CustomerRows(unit)
                .find(realm.value(), address));
    }

    @Override
    public Optional<Account> signedIn(CatalogId catalog, CustomerRealm realm, SessionKey session) {
        return transactions.repeatable(
                "find who is signed in", DatabaseShare.of(catalog, session), unit -> new CustomerRows(unit)
                        .signedIn(realm.value(), catalog.value(), session.value()));
    }

    @Override
    public Optional<SessionKey> cart(
            CatalogId catalog, CustomerRealm realm, SessionKey session, @Nullable Duration lifetime) {
        SessionRef ref = new SessionRef(catalog, session);
        return transactions.repeatable("find a customer's cart", DatabaseShare.of(catalog, session), unit -> {
            SignInRows rows = new SignInRows(unit.sql());
            Optional<SignInRows.Row> row = rows.find(ref);
            // two statements, because on Derby one would lock the row of the session while it waits for a customer who
            // is signing in
            if (row.isEmpty()
                    || !new CustomerRows(unit).isOf(realm.value(), row.get().customer())) {
                return Optional.empty();
            }
            if (lifetime != null) {
                rows.renew(ref, lifetime);
            }
            return row.map(found -> new SessionKey(found.cart()));
        });
    }

    @Override
    public SignInOutcome signIn(SignIn signIn, Merge merge) {
        return transactions.repeatable(
                "sign a customer in", DatabaseShare.of(signIn.catalog()), new SignInTransaction(signIn, merge));
    }

    @Override
    public void signOut(CatalogId catalog, SessionKey session) {
        transactions.repeatable(
                "sign a customer out", DatabaseShare.of(catalog, session), unit -> new SignInRows(unit.sql())
                        .remove(new SessionRef(catalog, session)));
    }

    @Override
    public boolean changePassword(
            CatalogId catalog, Account before, String hash, SessionKey ended, SessionKey fresh, Duration lifetime) {
        SessionRef old = new SessionRef(catalog, ended);
        SessionRef next = new SessionRef(catalog, fresh);
        return transactions.repeatable(
                "change a password",
                DatabaseShare.of(catalog, ended),
                unit -> change(unit, before, hash, old, next, lifetime));
    }

    private static boolean change(
            UnitOfWork unit, Account before, String hash, SessionRef old, SessionRef next, Duration lifetime)
            throws SQLException {
        SignInRows rows = new SignInRows(unit.sql());
        if (unit.afterUnknownCommit() && rows.find(next).isPresent()) {
            return true;
        }
        boolean same = new CustomerRows(unit).setPassword(before, hash);
        Optional<SignInRows.Row> session = rows.find(old);
        if (!same || session.isEmpty()) {
            unit.setRollbackOnly();
            return false;
        }
        rows.removeAll(session.get().customer());
        rows.insert(next, session.get().customer(), session.get().cart(), lifetime);
        new IdempotencyKeyRows(unit.sql(), old).rememberReplaced();
        return true;
    }

    @Override
    public Optional<Duration> countAttempt(CustomerRealm realm, Map<String, Integer> bounds, Duration window) {
        return transactions.repeatable("count an attempt to sign in", DatabaseShare.signIns(realm), unit -> {
            Optional<Duration> wait = new AttemptCounters(unit.sql()).count(bounds, window);
            if (wait.isPresent()) {
                unit.setRollbackOnly();
            }
            return wait;
        });
    }

    @Override
    public void uncountAttempts(CustomerRealm realm, List<String> subjects) {
        transactions.run(
                DatabaseCall.once("uncount an attempt to sign in").forShare(DatabaseShare.signIns(realm)), unit -> {
                    for (String subject : subjects.stream().sorted().toList()) {
                        new AttemptCounters(unit.sql()).decrement(subject);
                    }
                    return true;
                });
    }

    @Override
    public List<Placed> orders(CatalogId catalog, SessionKey cart, int limit) {
        return transactions.repeatable("list a customer's orders", DatabaseShare.of(catalog, cart), unit -> unit.sql()
                .all(
                        "SELECT order_number, status, total, currency, placed_at FROM orders"
                                + " WHERE catalog = ? AND session_key = ?"
                                + " ORDER BY placed_at DESC, counter_value DESC FETCH FIRST " + limit + " ROWS ONLY",
                        row -> new Placed(
                                new OrderNumber(row.getString(1)),
                                row.getString(2),
                                new Money(row.getLong(3), Currency.getInstance(row.getString(4))),
                                Instant.ofEpochMilli(row.getLong(5))),
                        catalog.value(),
                        cart.value()));
    }
}
