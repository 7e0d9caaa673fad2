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
 * Payments in progress. All methods may be called repeatedly, concurrently and in any order: an attempt becomes at most one order. They throw {@link
 * org.souk.api.database.DatabaseUnavailableException} if the database is unavailable.
 */
@ProviderType
public interface Payments {
    /** Checks what has become of an attempt. Asks its gateway if the attempt is open. Empty if the catalog has no such attempt. */
    Optional<Placement> check(LiveCatalog shop, PaymentAttemptId attempt);

    /**
     * Handles a notification (webhook) of the gateway of a payment method. It only triggers a check; what counts is what the gateway then answers.
     */
    Noticed notice(LiveCatalog shop, String method, PaymentGateway.Notice notice);

    /** The result of {@link #notice}. */
    enum Noticed {
        /** The payment was checked. */
        TAKEN,
        /** Ignored: the notification is not genuine, or concerns an unknown payment. */
        REFUSED,
        /** Not processed, for example because the gateway could not be asked. It should be sent again. */
        LATER
    }

    /** Payment attempts, newest first, for operators. Null selects all catalogs; the limit is 1 to 10,000. */
    List<PaymentAttempt> list(@Nullable CatalogId catalog, int limit);
}
