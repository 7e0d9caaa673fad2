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
 * Advances payment attempts that {@link org.souk.api.order.Orders#place} started. All methods may be called repeatedly, concurrently and in
 * any order: an attempt becomes at most one order. They throw {@link org.souk.api.database.DatabaseUnavailableException} if the database is
 * unavailable.
 */
@ProviderType
public interface Payments {
    /**
     * Returns the current result of an attempt for the shopper. If the attempt is open, may ask the gateway first. Empty if the catalog has
     * no such attempt.
     */
    Optional<Placement> check(LiveCatalog shop, PaymentAttemptId attempt);

    /**
     * Handles a notification (webhook) of the gateway of a payment method. The notification only makes the container ask the gateway,
     * because anybody could send one.
     */
    Noticed notice(LiveCatalog shop, String method, PaymentGateway.Notice notice);

    /** The result of {@link #notice}. */
    enum Noticed {
        /** The container has checked the payment. */
        TAKEN,
        /** Ignored: the notification is not genuine, or concerns an unknown payment. */
        REFUSED,
        /** Not processed, for example because the gateway could not be asked. It should be sent again. */
        LATER
    }

    /** Lists payment attempts for operators, newest first. A null catalog selects all; the limit is 1 to 10,000. */
    List<PaymentAttempt> list(@Nullable CatalogId catalog, int limit);
}
