package org.souk.api.payment;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.order.Placement;
import org.souk.api.spi.PaymentGateway;

/**
 * Payments that are under way. Each method may be called again and again, at once and in any order: an attempt becomes one order. Each
 * throws {@link org.souk.api.store.StoreUnavailableException} while the database is away.
 */
@ProviderType
public interface Payments {
    /**
     * What has become of an attempt; asks its gateway if that is open.
     *
     * @return empty if the catalog has no such attempt
     */
    Optional<Placement> look(LiveCatalog shop, AttemptId attempt);

    /**
     * Takes a gateway's own notice. It is only a reason to look: what is true the gateway is asked.
     *
     * @param method the payment method that it is of
     * @return whether the catalog has that method, and its gateway takes the notice for its own; if not, nothing was done
     */
    boolean notice(LiveCatalog shop, String method, PaymentGateway.Notice notice);

    /**
     * Attempts, newest first, for operators.
     *
     * @param catalog of that one, or null for all
     * @param limit 1 to 10,000
     */
    List<PaymentAttempt> list(@Nullable CatalogId catalog, int limit);
}
