package org.souk.api.store;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.ShopSettings.OrderNumbering;
import org.souk.api.catalog.Sku;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.order.Order;
import org.souk.api.order.OrderNumber;
import org.souk.api.order.OrderStatus;
import org.souk.api.order.Orders;
import org.souk.api.order.Shortage;
import org.souk.api.payment.PaymentAttempt;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionKey;

/** Stores orders. All methods throw {@link DatabaseUnavailableException} if the database does not answer in time. */
@ProviderType
public interface OrderStore {
    /**
     * Places an order in one transaction, completely or not at all: looks up the idempotency key, locks the cart, calls the function, takes
     * stock in order of SKUs, counts the use of the coupon, increments the catalog's order counter, writes order, outbox message and key,
     * and closes the cart. If the order must first be paid through a gateway, starts a payment attempt instead, which {@link
     * PaymentStore#settle} advances. A concurrent repeat waits for the first call.
     *
     * @param decide a pure, fast function; called again if the transaction is repeated
     */
    <R> Placing<R> place(Command command, Function<StoredCart, Decision<R>> decide);

    /** Finds the order with that number; empty if there is none. */
    Optional<Order> find(CatalogId catalog, OrderNumber number);

    /** Finds the orders with a number. A null catalog selects all. */
    List<Order> withNumber(@Nullable CatalogId catalog, OrderNumber number);

    /** Lists orders, newest first. A null catalog selects all. */
    List<Order> list(@Nullable CatalogId catalog, int limit);

    /**
     * Changes an order as the function decides, together with its stock, coupon, payment and outbox message, in one transaction that holds
     * the order's lock.
     *
     * @param decide a pure, fast function; called again if the transaction is repeated; the method throws what the function throws
     * @return empty if there is no such order
     */
    Optional<Orders.Changed> change(CatalogId catalog, OrderNumber number, Function<Order, After> decide);

    /** Returns the last value of the catalog's order counter; empty before the first order. */
    OptionalLong counter(CatalogId catalog);

    /**
     * Advances the catalog's order counter, and creates it if needed. Returns the previous value; empty before the first order.
     *
     * @throws IllegalArgumentException if the counter would decrease
     */
    OptionalLong advance(CatalogId catalog, long last);

    /**
     * Identifies a request for an order. Its fingerprint is a digest of at most 64 characters, to detect that a key is reused for another
     * request.
     */
    record Command(CatalogId catalog, SessionKey session, IdempotencyKey key, String fingerprint, Terms terms) {}

    /**
     * How this container places orders of a catalog.
     *
     * @param numbering prefix of the order numbers, and the first value of a new counter
     * @param node name of the container
     * @param hasListeners whether the catalog has order listeners, so that an {@link OutboxStore} message is written for them
     */
    record Terms(OrderNumbering numbering, String node, boolean hasListeners) {}

    /** The new state of an order. */
    enum After {
        /** Cancelled: its stock is returned, its coupon can be used again, and a gateway payment must be refunded. */
        CANCELLED,
        /** Refunded; its stock stays sold. A gateway payment must be refunded; any other counts as refunded already. */
        REFUNDED
    }

    /** What the function decided about an order. */
    sealed interface Decision<R> {
        /**
         * Place the order.
         *
         * @param take quantities by SKU, for SKUs whose stock is counted
         * @param oversell those SKUs that may be sold beyond their stock: the available quantity is reduced to 0 at most
         * @param mostUses how many orders may use the coupon in the details; ignored without a coupon
         */
        record Place<R>(Order.Details details, Map<Sku, Integer> take, Set<Sku> oversell, int mostUses)
                implements Decision<R> {
            /** The status of the order: nothing is left to pay if its total is 0. */
            public OrderStatus status() {
                return details.nothingToPay() ? OrderStatus.PAID : OrderStatus.PLACED;
            }
        }

        /**
         * Place the order once it is paid: reserve the stock and start a payment attempt. An open attempt for the same request is
         * continued; an open attempt for another request on the same cart is cancelled.
         *
         * @param placing the order to place
         * @param site base URL of the shop as the shopper reached it
         * @param reservation how long the stock stays reserved
         * @param again time after which any container checks the attempt, in case the caller has crashed
         */
        record Pay<R>(Place<R> placing, URI site, Duration reservation, Duration again) implements Decision<R> {}

        /** Place nothing, and change nothing. */
        record Refuse<R>(R reason) implements Decision<R> {}

        /** Place nothing, but store these lines and this coupon (null for none) with the prices that are shown now. */
        record Reprice<R>(List<StoredLine> lines, @Nullable StoredCoupon coupon, R reason) implements Decision<R> {}
    }

    /** The result of placing an order. */
    sealed interface Placing<R> {
        /** The order was placed, now or earlier under the same key. */
        record Placed<R>(Order order) implements Placing<R> {}

        /** The order must be paid first, or its payment has already failed; {@code begun} says whether this call started the attempt. */
        record Attempted<R>(PaymentAttempt attempt, boolean begun) implements Placing<R> {}

        /** The function refused; this is the cart on which it decided. */
        record Refused<R>(R reason, StoredCart cart) implements Placing<R> {}

        /** The stock is too small; nothing was changed. */
        record OutOfStock<R>(List<Shortage> shortages) implements Placing<R> {}

        /** As many orders as permitted have used the coupon of the cart; nothing was changed. */
        record CouponUsedUp<R>(CouponCode code) implements Placing<R> {}

        /** There is no such session, or it has no open cart with lines. */
        record NoCart<R>() implements Placing<R> {}

        /** The idempotency key was used before for another request. */
        record KeyReused<R>() implements Placing<R> {}
    }
}
