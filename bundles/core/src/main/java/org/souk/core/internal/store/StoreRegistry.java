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
 * The ports to the shared database as they are at the moment. Each method throws
 * {@link org.souk.api.database.DatabaseUnavailableException} while nothing provides the port.
 */
public interface StoreRegistry {
    /** Most rows that a list is asked for. */
    int MOST_ROWS = 10_000;

    /** Sessions and carts. */
    CartStore carts();

    /** Orders. */
    OrderStore orders();

    /** Payments. */
    PaymentStore payments();

    /** Messages. */
    OutboxStore outbox();

    /** Stock. */
    StockStore stock();

    /** Containers. */
    NodeStore nodes();

    /** Codes that take sessions along. */
    HandOverStore handOvers();

    /** What is cleared away. */
    HousekeepingStore housekeeping();

    /** Customers. */
    CustomerStore customers();

    /** Whose customers those of the shop are at the moment. */
    CustomerRealm realm(LiveCatalog shop);

    /** Where the cart of a session is kept, to look at it. The database is asked for customers only. */
    default KeptCart cartToRead(LiveCatalog shop, SessionToken session) {
        return cart(shop, session, null);
    }

    /** The same to write to it, which puts off the end of a customer's session. */
    default KeptCart cartToWrite(LiveCatalog shop, SessionToken session) {
        return cart(shop, session, shop.catalog().settings().sessionLifetime());
    }

    private KeptCart cart(LiveCatalog shop, SessionToken session, @Nullable Duration lifetime) {
        CatalogId catalog = shop.catalog().id();
        Optional<SessionKey> customers = session.isCustomers()
                ? customers().cart(catalog, realm(shop), session.key(), lifetime)
                : Optional.empty();
        return customers
                .map(key -> new KeptCart(catalog, key, true, KeptCart.CUSTOMERS))
                .orElseGet(() -> new KeptCart(
                        catalog, session.key(), false, shop.catalog().settings().sessionLifetime()));
    }

    /**
     * The limit, if a list may be that long.
     *
     * @throws IllegalArgumentException if it is not 1 to 10,000
     */
    static int limit(int rows) {
        if (rows < 1 || rows > MOST_ROWS) {
            throw new IllegalArgumentException("a list has 1 to " + MOST_ROWS + " rows, not " + rows);
        }
        return rows;
    }
}
