package org.souk.core.internal.cart;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Sku;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.core.internal.store.KeptCart;
import org.souk.core.internal.store.StoreRegistry;

/** What is held for a shopper's own payment: it is not gone for who pays for it, and may be ordered in another way. */
public record OwnPayment(StoreRegistry ports) {
    /**
     * The cart with that. The database is asked only if there is too little of something; if it is away by then the cart is told without:
     * what was written to it stays written.
     *
     * @param kept null for nobody's, which is empty
     */
    public PricedCart with(@Nullable KeptCart kept, PricedCart priced) {
        if (kept == null || !priced.anyShort()) {
            return priced;
        }
        try {
            return priced.holding(of(kept));
        } catch (DatabaseUnavailableException e) {
            return priced;
        }
    }

    /** What that is. */
    Map<Sku, Integer> of(KeptCart kept) {
        return ports.payments().held(kept.catalog(), kept.key());
    }
}
