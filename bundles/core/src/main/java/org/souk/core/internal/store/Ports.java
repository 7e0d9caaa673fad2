package org.souk.core.internal.store;

import org.souk.api.store.CartStore;
import org.souk.api.store.HandOverStore;
import org.souk.api.store.HousekeepingStore;
import org.souk.api.store.NodeStore;
import org.souk.api.store.OrderStore;
import org.souk.api.store.OutboxStore;
import org.souk.api.store.PaymentStore;
import org.souk.api.store.StockStore;

/**
 * The ports to the shared database as they are at the moment. Each method throws
 * {@link org.souk.api.store.StoreUnavailableException} while nothing provides the port.
 */
public interface Ports {
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
