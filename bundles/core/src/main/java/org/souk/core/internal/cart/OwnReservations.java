package org.souk.core.internal.cart;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Sku;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.core.internal.store.CartLocation;
import org.souk.core.internal.store.StoreRegistry;

/** Stock reserved for a shopper's own pending payment. It stays available to that shopper, who may pay in another way. */
public record OwnReservations(StoreRegistry stores) {
    /**
     * Adds reservations to a cart. Accesses the database only if the stock is too small without them. If the database is unavailable, returns the
     * cart without reservations, as an earlier change to it is already stored.
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
