package org.souk.core.internal.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionKey;
import org.souk.api.store.CartStore;

/**
 * Where the cart of a session is kept.
 *
 * @param key the session's own for a guest
 * @param customers whether it is a customer's: that is made when it is wanted, and outlives the session
 * @param lifetime from a write
 */
public record KeptCart(CatalogId catalog, SessionKey key, boolean customers, Duration lifetime) {
    /** How long a customer's cart is kept after its last write: as good as for good. */
    public static final Duration CUSTOMERS = Duration.ofDays(3_650);

    /**
     * A command on it.
     *
     * @param create whether a guest's is made too
     * @param request its key, or null
     */
    public CartStore.Command command(boolean create, @Nullable IdempotencyKey request, String fingerprint) {
        return new CartStore.Command(catalog, key, create || customers, lifetime, request, fingerprint);
    }
}
