package org.souk.core.internal.store;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.customer.CustomerRealm;
import org.souk.api.session.SessionKey;
import org.souk.api.session.SessionToken;
import org.souk.api.store.CartStore;
import org.souk.api.store.CustomerStore;
import org.souk.api.store.HandOverStore;
import org.souk.api.store.HousekeepingStore;
import org.souk.api.store.NodeStore;
import org.souk.api.store.OrderStore;
import org.souk.api.store.OutboxStore;
import org.souk.api.store.PaymentStore;
import org.souk.api.store.StockStore;

/**
 * Provides the stores of the shared database that are currently registered. All methods throw {@link
 * org.souk.api.database.DatabaseUnavailableException} while a store is not registered.
 */
public interface StoreRegistry {
    /** Largest number of rows in a list. */
    int MAX_ROWS = 10_000;

    CartStore carts();

    OrderStore orders();

    PaymentStore payments();

    OutboxStore outbox();

    StockStore stock();

    NodeStore nodes();

    HandOverStore handOvers();

    HousekeepingStore housekeeping();

    CustomerStore customers();

    /** Returns the realm of the customer accounts that the shop currently uses. */
    CustomerRealm realm(LiveCatalog shop);

    /** Finds where the cart of a session is stored, for reading. Accesses the database only for a customer's session. */
    default CartLocation cartToRead(LiveCatalog shop, SessionToken session) {
        return cart(shop, session, null);
    }

    /** Finds where the cart of a session is stored, for a change. Also extends a customer's session. */
    default CartLocation cartToWrite(LiveCatalog shop, SessionToken session) {
        return cart(shop, session, shop.catalog().settings().sessionLifetime());
    }

    private CartLocation cart(LiveCatalog shop, SessionToken session, @Nullable Duration lifetime) {
        CatalogId catalog = shop.catalog().id();
        Optional<SessionKey> customers = session.isCustomers()
                ? customers().cart(catalog, realm(shop), session.key(), lifetime)
                : Optional.empty();
        return customers
                .map(key -> new CartLocation(catalog, key, true, CartLocation.CUSTOMER_LIFETIME))
                .orElseGet(() -> new CartLocation(
                        catalog, session.key(), false, shop.catalog().settings().sessionLifetime()));
    }

    /** Returns the limit of a list if it is valid. */
    static int limit(int rows) {
        if (rows < 1 || rows > MAX_ROWS) {
            throw new IllegalArgumentException("a list has 1 to " + MAX_ROWS + " rows, not " + rows);
        }
        return rows;
    }
}
