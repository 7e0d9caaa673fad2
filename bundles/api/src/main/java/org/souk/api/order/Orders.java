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

/** Orders. All methods throw {@link org.souk.api.database.DatabaseUnavailableException} within 3 s if the database is unavailable. */
@ProviderType
public interface Orders {
    /** Places an order for the session's cart, once for each idempotency key; a concurrent repeat waits for the first call. */
    Placement place(LiveCatalog shop, @Nullable SessionToken session, CheckoutRequest request, IdempotencyKey key);

    /**
     * Returns the earlier result of {@link #place} for an idempotency key: the order, its payment, or that the key was used for another request;
     * empty if the key is unknown. Places nothing, so it also serves a parked shop.
     */
    Optional<Placement> repeat(
            LiveCatalog shop, @Nullable SessionToken session, CheckoutRequest request, IdempotencyKey key);

    /** Finds an order for a shopper by the token of {@link Placement.Placed}; empty if there is no such order or the token is wrong. */
    Optional<Order> find(CatalogId catalog, OrderNumber number, String token);

    /** The orders with a number, for operators. Null selects all catalogs. */
    List<Order> withNumber(@Nullable CatalogId catalog, OrderNumber number);

    /** Orders, newest first, for operators. Null selects all catalogs; the limit is 1 to 10,000. */
    List<Order> list(@Nullable CatalogId catalog, int limit);

    /**
     * Cancels an order, for operators: its items go back into stock, its coupon can be used again, and a payment through a gateway is refunded. Empty
     * if there is no such order.
     *
     * @throws IllegalArgumentException if it is already cancelled
     */
    Optional<Changed> cancel(CatalogId catalog, OrderNumber number);

    /**
     * Refunds an order, for operators; its items stay sold. A payment through a gateway is refunded in the background, exactly once, even if
     * containers crash. Other payments the merchant must return. Empty if there is no such order.
     *
     * @throws IllegalArgumentException if it is already cancelled or refunded
     */
    Optional<Changed> refund(CatalogId catalog, OrderNumber number);

    /** A changed order. */
    record Changed(Order order, Refund refund) {}

    /** Who returns the payment of a cancelled or refunded order. */
    enum Refund {
        /** The merchant, if anybody: no gateway took a payment. */
        BY_HAND,
        /** The gateway, which is being asked to refund it. */
        DUE,
        /** The gateway has refunded it. */
        DONE
    }

    /** The last value of the catalog's order counter, for operators; empty before the first order. */
    OptionalLong counter(CatalogId catalog);

    /**
     * Advances the catalog's order counter, for operators, so that the next order gets the number after {@code last}: after a restore, numbers that
     * were given since the backup must not be given again. Returns the previous value; empty before the first order.
     *
     * @throws IllegalArgumentException if the counter would decrease
     */
    OptionalLong advance(CatalogId catalog, long last);
}
