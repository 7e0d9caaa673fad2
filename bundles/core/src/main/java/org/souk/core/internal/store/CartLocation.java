package org.souk.core.internal.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionKey;
import org.souk.api.store.CartStore;

/**
 * Where the cart of a session is stored.
 *
 * @param key for a guest, the session's own key
 * @param customers whether the cart belongs to a customer: it is created when needed, and outlives the session
 * @param lifetime from the last change
 */
public record CartLocation(CatalogId catalog, SessionKey key, boolean customers, Duration lifetime) {
    /** How long a customer's cart is kept after the last change: practically forever. */
    public static final Duration CUSTOMER_LIFETIME = Duration.ofDays(3_650);

    /** Creates a store command for this cart, which also creates a guest's session if asked to. */
    public CartStore.Command command(boolean create, @Nullable IdempotencyKey request, String fingerprint) {
        return new CartStore.Command(catalog, key, create || customers, lifetime, request, fingerprint);
    }
}
