package org.souk.api.payment;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.order.PaymentAttemptId;
import org.souk.api.order.Placement;
import org.souk.api.spi.PaymentGateway;

/**
 * Payments that are under way. Each method may be called again and again, at once and in any order: an attempt becomes one order. Each
 * throws {@link org.souk.api.database.DatabaseUnavailableException} while the database is away.
 */
@ProviderType
public interface Payments {
    /**
     * What has become of an attempt; asks its gateway if that is open.
     *
     * @return empty if the catalog has no such attempt
     */
    Optional<Placement> check(LiveCatalog shop, PaymentAttemptId attempt);

    /**
     * Takes a gateway's own notice. It is only a reason to look: what is true the gateway is asked.
     *
     * @param method the payment method that it is of
     * @return what was done
     */
    Noticed notice(LiveCatalog shop, String method, PaymentGateway.Notice notice);

    /** What was done with a notice. */
    enum Noticed {
        /** It was looked at what it is about. */
        TAKEN,
        /** Nothing: it is not genuine, or about nothing that is known here. */
        REFUSED,
        /** Nothing: it could not be read now, and should come again. */
        LATER
    }

    /**
     * Attempts, newest first, for operators.
     *
     * @param catalog of that one, or null for all
     * @param limit 1 to 10,000
     */
    List<PaymentAttempt> list(@Nullable CatalogId catalog, int limit);
}
