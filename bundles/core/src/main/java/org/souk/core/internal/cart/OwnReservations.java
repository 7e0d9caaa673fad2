package org.souk.core.internal.cart;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Sku;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.core.internal.store.CartLocation;
import org.souk.core.internal.store.StoreRegistry;

/** Reads which stock is reserved for a shopper's own pending payment. It stays available to this shopper, who may pay in another way. */
public record OwnReservations(StoreRegistry stores) {
    /**
     * Adds reservations to a cart. Accesses the database only if the stock is too small without them. If the database is unavailable,
     * returns the cart without reservations, because a change to it may already be stored.
     *
     * @param location null if there is no session
     */
    public PricedCart with(@Nullable CartLocation location, PricedCart priced) {
        if (location == null || !priced.anyOutOfStock()) {
            return priced;
        }
        try {
            return priced.withReserved(of(location));
        } catch (DatabaseUnavailableException e) {
            return priced;
        }
    }

    Map<Sku, Integer> of(CartLocation location) {
        return stores.payments().reserved(location.catalog(), location.key());
    }
}
