package org.souk.core.internal.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionKey;
import org.souk.api.store.CartStore;

/**
 * Where the cart of a session is stored. All sessions of a customer share one cart.
 *
 * @param key the session key under which the cart is stored
 * @param customers whether the cart belongs to a customer; the store creates such a cart when needed, and it outlives the session
 * @param lifetime from the last change
 */
public record CartLocation(CatalogId catalog, SessionKey key, boolean customers, Duration lifetime) {
    /** How long a customer's cart is kept after the last change: practically forever. */
    public static final Duration CUSTOMER_LIFETIME = Duration.ofDays(3_650);

    /** Returns a store command for this cart. For a guest, {@code create} says whether the store creates a missing session. */
    public CartStore.Command command(boolean create, @Nullable IdempotencyKey request, String fingerprint) {
        return new CartStore.Command(catalog, key, create || customers, lifetime, request, fingerprint);
    }
}
