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

/** Orders. Each method throws {@link org.souk.api.database.DatabaseUnavailableException} within 3 s while the database is away. */
@ProviderType
public interface Orders {
    /** Places the session's cart, once per key; a concurrent repeat waits for the first. */
    Placement place(LiveCatalog shop, @Nullable SessionToken session, CheckoutRequest request, IdempotencyKey key);

    /**
     * What {@link #place} answered to that key before; places nothing, so it serves a shop that is closed.
     *
     * @return the order, or that the key was used for another request; empty if the key has no order
     */
    Optional<Placement> repeat(
            LiveCatalog shop, @Nullable SessionToken session, CheckoutRequest request, IdempotencyKey key);

    /**
     * The shopper's view of an order.
     *
     * @param token as answered at checkout
     * @return empty if there is no such order or the token is not its
     */
    Optional<Order> find(CatalogId catalog, OrderNumber number, String token);

    /**
     * Orders with that number in any catalog, for operators.
     *
     * @param catalog of that one, or null for all
     */
    List<Order> withNumber(@Nullable CatalogId catalog, OrderNumber number);

    /**
     * Orders, newest first, for operators.
     *
     * @param catalog of that one, or null for all
     * @param limit 1 to 10,000
     */
    List<Order> list(@Nullable CatalogId catalog, int limit);

    /**
     * Calls an order off, for operators: its pieces are back in stock, its use of a coupon too, and what was paid at a gateway goes back.
     *
     * @return empty if there is no such order
     * @throws IllegalArgumentException if it was called off before
     */
    Optional<Changed> cancel(CatalogId catalog, OrderNumber number);

    /**
     * Gives an order's money back, for operators; its pieces stay sold. What was paid at a gateway goes back in the background, whatever
     * crashes, once; what was paid otherwise the merchant sends back.
     *
     * @return empty if there is no such order
     * @throws IllegalArgumentException if it was called off or refunded before
     */
    Optional<Changed> refund(CatalogId catalog, OrderNumber number);

    /** An order after a change, and where its money is. */
    record Changed(Order order, Refund refund) {}

    /** Where the money of an order is that was called off or is to be refunded. */
    enum Refund {
        /** No gateway took any. */
        BY_HAND,
        /** Its gateway is being asked to give it back. */
        DUE,
        /** Its gateway has given it back. */
        DONE
    }

    /**
     * The last number that the catalog's counter gave, for operators.
     *
     * @return empty before the first order
     */
    OptionalLong counter(CatalogId catalog);

    /**
     * Moves the catalog's counter on, for operators: after a restore the numbers that were given since the backup must not be given again.
     *
     * @param last the next order gets the number after it
     * @return what it was before; empty before the first order
     * @throws IllegalArgumentException if that would take it back
     */
    OptionalLong advance(CatalogId catalog, long last);
}
