package org.souk.api.store;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Sku;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.order.PaymentAttemptId;
import org.souk.api.payment.PaymentAttempt;
import org.souk.api.session.SessionKey;

/** Attempts to pay, which {@link OrderStore#place} begins. Every method throws {@link DatabaseUnavailableException} within its deadline. */
@ProviderType
public interface PaymentStore {
    /** The attempt with that id. */
    Optional<PaymentAttempt> find(CatalogId catalog, PaymentAttemptId id);

    /** Pieces that are held for a payment of that session's cart; none without one that is open. */
    Map<Sku, Integer> held(CatalogId catalog, SessionKey session);

    /** Newest first; of all catalogs if null. */
    List<PaymentAttempt> list(@Nullable CatalogId catalog, int limit);

    /**
     * Moves an attempt on, in one transaction under its lock: what is held is sold or given back, the order is written, its cart closed;
     * lines that were put into the cart since stay there.
     *
     * @param decide the rule; pure, quick, and called again when the transaction is retried
     * @return the attempt after it; empty if there is none
     */
    Optional<PaymentAttempt> settle(CatalogId catalog, PaymentAttemptId id, Function<PaymentAttempt, Step> decide);

    /** Catalogs that have attempts which somebody should look at now. */
    Set<CatalogId> catalogsDue();

    /**
     * Attempts of a catalog that somebody should look at now; nobody else gets them for a while.
     *
     * @param limit most of them
     * @param lease how long they are the caller's
     */
    List<PaymentAttempt> take(CatalogId catalog, int limit, Duration lease);

    /** What becomes of an attempt. */
    sealed interface Step {
        /** All stays as it is. */
        record Keep() implements Step {}

        /** It goes on waiting; somebody looks again after that time. */
        record Wait(@Nullable URI next, Duration again) implements Step {}

        /**
         * It is paid: it becomes an order. If its pieces or its use of a coupon were given back and are not there any more, or its cart
         * has become another order, it is {@link PaymentAttempt.State#REFUND_DUE}.
         */
        record Place(String reference, OrderStore.Terms terms) implements Step {}

        /**
         * It is not: what is held is given back.
         *
         * @param again when somebody looks again, or null if it is settled
         */
        record End(
                PaymentAttempt.State state,
                String reason,
                @Nullable Duration again) implements Step {}
    }
}
