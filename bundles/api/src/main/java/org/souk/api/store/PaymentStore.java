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

/**
 * Stores payment attempts, which {@link OrderStore#place} starts. All methods throw {@link DatabaseUnavailableException} if the database
 * does not answer in time.
 */
@ProviderType
public interface PaymentStore {
    /** Finds the attempt with that id; empty if the catalog has none. */
    Optional<PaymentAttempt> find(CatalogId catalog, PaymentAttemptId id);

    /** Returns the quantities that are reserved for a pending payment of the session's cart; empty without an open attempt. */
    Map<Sku, Integer> reserved(CatalogId catalog, SessionKey session);

    /** Lists payment attempts, newest first. A null catalog selects all. */
    List<PaymentAttempt> list(@Nullable CatalogId catalog, int limit);

    /**
     * Advances an attempt as the function decides, in one transaction that holds the attempt's lock. Sells or releases the reserved stock.
     * If the order is placed, writes it and closes its cart, except for lines that were added since the attempt started.
     *
     * @param decide a pure, fast function; called again if the transaction is repeated
     * @return the attempt after the step; empty if there is no such attempt
     */
    Optional<PaymentAttempt> settle(CatalogId catalog, PaymentAttemptId id, Function<PaymentAttempt, Step> decide);

    /** Returns the catalogs with attempts that are due for a check. */
    Set<CatalogId> catalogsDue();

    /** Leases attempts of a catalog that are due for a check, for that time, so that no other container takes them until the lease ends. */
    List<PaymentAttempt> take(CatalogId catalog, int limit, Duration lease);

    /** The next step of an attempt, as the function decided. */
    sealed interface Step {
        /** Change nothing. */
        record Keep() implements Step {}

        /** Keep waiting, and check again after that time. {@code next} is where the shopper pays, or null if unchanged. */
        record Wait(@Nullable URI next, Duration again) implements Step {}

        /**
         * The payment succeeded: place the order. If its stock or its coupon is no longer available, or its cart was ordered otherwise, the
         * attempt becomes {@link PaymentAttempt.State#REFUND_DUE}.
         */
        record Place(String reference, OrderStore.Terms terms) implements Step {}

        /**
         * The attempt gets this state: release a reservation that it still has. Check the attempt again after that time, or never if null.
         */
        record End(
                PaymentAttempt.State state,
                String reason,
                @Nullable Duration again) implements Step {}
    }
}
