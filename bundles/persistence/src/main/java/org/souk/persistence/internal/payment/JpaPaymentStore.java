package org.souk.persistence.internal.payment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Sku;
import org.souk.api.order.PaymentAttemptId;
import org.souk.api.payment.PaymentAttempt;
import org.souk.api.session.SessionKey;
import org.souk.api.store.PaymentStore;
import org.souk.persistence.internal.sql.LeasedQueue;
import org.souk.persistence.internal.sql.SessionRef;
import org.souk.persistence.internal.transaction.DatabaseShare;
import org.souk.persistence.internal.transaction.Transactions;

/** Stores payment attempts, each of which is one try to pay an order at a gateway. */
@Component
public final class JpaPaymentStore implements PaymentStore {
    private static final LeasedQueue DUE = new LeasedQueue("payment_attempts", "attempt_id");

    private final Transactions transactions;

    @Activate
    public JpaPaymentStore(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<PaymentAttempt> find(CatalogId catalog, PaymentAttemptId id) {
        return transactions.repeatable("read a payment", DatabaseShare.of(catalog), unit -> new PaymentAttemptRows(unit)
                .find(id.value())
                .filter(attempt -> attempt.catalog().equals(catalog)));
    }

    @Override
    public Map<Sku, Integer> reserved(CatalogId catalog, SessionKey session) {
        return transactions.repeatable("see what is held for a cart", DatabaseShare.of(catalog, session), unit -> {
            Map<Sku, Integer> reserved = new HashMap<>();
            unit.sql()
                    .all(
                            "SELECT l.sku, l.held FROM carts c JOIN payment_attempts p"
                                    + " ON p.catalog = c.catalog AND p.active_cart = c.cart_id AND p.state = 'OPEN'"
                                    + " JOIN payment_lines l ON l.attempt_id = p.attempt_id AND l.held > 0"
                                    + " WHERE c.catalog = ? AND c.session_key = ? AND c.is_open = 1",
                            row -> reserved.merge(new Sku(row.getString(1)), row.getInt(2), Integer::sum),
                            catalog.value(),
                            session.value());
            return reserved;
        });
    }

    @Override
    public List<PaymentAttempt> list(@Nullable CatalogId catalog, int limit) {
        return transactions.repeatable("list payments", unit -> new PaymentAttemptRows(unit).newest(catalog, limit));
    }

    @Override
    public Optional<PaymentAttempt> settle(
            CatalogId catalog, PaymentAttemptId id, Function<PaymentAttempt, Step> decide) {
        return transactions.repeatable("settle a payment", DatabaseShare.of(catalog), unit -> {
            // this reads without a lock: a sign-in may move the attempt to another session before the step locks it
            Optional<SessionRef> session = unit.sql()
                    .first(
                            "SELECT session_key FROM payment_attempts WHERE catalog = ? AND attempt_id = ?",
                            row -> new SessionRef(catalog.value(), row.getString(1)),
                            catalog.value(),
                            id.value());
            return session.isEmpty()
                    ? Optional.empty()
                    : new PaymentAttemptStep(session.get(), id.value(), decide).execute(unit);
        });
    }

    @Override
    public Set<CatalogId> catalogsDue() {
        return transactions.repeatable("look for payments", unit -> DUE.catalogs(unit.sql()));
    }

    @Override
    public List<PaymentAttempt> take(CatalogId catalog, int limit, Duration lease) {
        return transactions.repeatable("take payments", unit -> {
            List<PaymentAttempt> taken = new ArrayList<>();
            for (String id : DUE.take(unit.sql(), catalog, limit, lease)) {
                new PaymentAttemptRows(unit).find(id).ifPresent(taken::add);
            }
            return taken;
        });
    }
}
