package org.souk.api.order;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionToken;

/**
 * Places orders, finds them for shoppers, and changes them for operators. All methods throw {@link
 * org.souk.api.database.DatabaseUnavailableException} within 3 s if the database is unavailable.
 */
@ProviderType
public interface Orders {
    /**
     * Places an order for the session's cart. Repeated calls with the same idempotency key place one order at most; a concurrent repeat
     * waits for the first call.
     */
    Placement place(LiveCatalog shop, @Nullable SessionToken session, CheckoutRequest request, IdempotencyKey key);

    /**
     * Returns the earlier result of {@link #place} for an idempotency key: the order, its payment, or that the key was used for another
     * request; empty if the key is unknown. Places nothing, so a parked shop can answer repeats too.
     */
    Optional<Placement> repeat(
            LiveCatalog shop, @Nullable SessionToken session, CheckoutRequest request, IdempotencyKey key);

    /** Finds an order for a shopper by the token of {@link Placement.Placed}; empty if there is no such order or the token is wrong. */
    Optional<Order> find(CatalogId catalog, OrderNumber number, String token);

    /** Finds the orders with a number for operators. A null catalog selects all. */
    List<Order> withNumber(@Nullable CatalogId catalog, OrderNumber number);

    /** Lists orders for operators, newest first. A null catalog selects all; the limit is 1 to 10,000. */
    List<Order> list(@Nullable CatalogId catalog, int limit);

    /**
     * Cancels an order for an operator: its items go back into stock, its coupon can be used again, and a payment through a gateway is
     * refunded. Empty if there is no such order.
     *
     * @throws IllegalArgumentException if the order is already cancelled
     */
    Optional<Changed> cancel(CatalogId catalog, OrderNumber number);

    /**
     * Refunds an order for an operator; its items stay sold. A payment through a gateway is refunded in the background, exactly once, even
     * if containers crash; the merchant must return any other. Empty if there is no such order.
     *
     * @throws IllegalArgumentException if the order is already cancelled or refunded
     */
    Optional<Changed> refund(CatalogId catalog, OrderNumber number);

    /** A cancelled or refunded order, and who returns its payment. */
    record Changed(Order order, Refund refund) {}

    /** Who returns the payment of a cancelled or refunded order. */
    enum Refund {
        /** The merchant, if the shopper has paid: no gateway took a payment. */
        BY_HAND,
        /** The gateway, which the container asks until it accepts the refund. */
        DUE,
        /** The gateway, which has accepted the refund. */
        DONE
    }

    /** Returns the last value of the catalog's order counter, for operators; empty before the first order. */
    OptionalLong counter(CatalogId catalog);

    /**
     * Advances the catalog's order counter, so that the next order gets the number after {@code last}. Operators need this after a restore,
     * as orders since the backup have the next numbers. Returns the previous value; empty before the first order.
     *
     * @throws IllegalArgumentException if the counter would decrease
     */
    OptionalLong advance(CatalogId catalog, long last);
}
