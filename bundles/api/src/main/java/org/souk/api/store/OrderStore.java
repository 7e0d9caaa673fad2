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
import org.souk.api.order.Orders;
import org.souk.api.order.Shortage;
import org.souk.api.payment.PaymentAttempt;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionKey;

/** Orders in the database. Every method throws {@link DatabaseUnavailableException} within its deadline. */
@ProviderType
public interface OrderStore {
    /**
     * Places an order in one transaction: the key looked up, the cart locked, the rule asked, stock taken in the order of the
     * SKUs, the coupon used, the number taken from the catalog's counter, the order, its message and the key written, the cart closed. All of it or
     * nothing. If it is to be paid elsewhere first, begins an attempt instead, which {@link PaymentStore} moves on.
     * A repeat that comes while the first is under way waits for it.
     *
     * @param decide the rule; pure, quick, and called again when the transaction is retried
     */
    <R> Placing<R> place(Command command, Function<StoredCart, Decision<R>> decide);

    /** The order with that number. */
    Optional<Order> find(CatalogId catalog, OrderNumber number);

    /** Orders with that number; in all catalogs if null. */
    List<Order> withNumber(@Nullable CatalogId catalog, OrderNumber number);

    /** Newest first; of all catalogs if null. */
    List<Order> list(@Nullable CatalogId catalog, int limit);

    /**
     * Changes an order under its lock, in one transaction with what hangs on it: pieces, coupon, payment, and the message that tells of it.
     *
     * @param decide the rule; pure, quick, and called again when the transaction is retried; what it throws is thrown
     * @return empty if there is no such order
     */
    Optional<Orders.Changed> change(CatalogId catalog, OrderNumber number, Function<Order, After> decide);

    /** The last number that the catalog's counter gave; empty before the first order. */
    OptionalLong counter(CatalogId catalog);

    /**
     * Moves the catalog's counter on, or makes it; what it was before.
     *
     * @throws IllegalArgumentException if that would take it back
     */
    OptionalLong advance(CatalogId catalog, long last);

    /**
     * Whose order, and under which key.
     *
     * @param fingerprint digest of the body, compared when the key comes again; at most 64 characters
     */
    record Command(CatalogId catalog, SessionKey session, IdempotencyKey key, String fingerprint, Terms terms) {}

    /**
     * How an order is taken.
     *
     * @param numbering prefix, and where a new counter starts
     * @param node the container that takes it
     * @param told whether somebody is to be told of it: then there is a message in {@link OutboxStore}
     */
    record Terms(OrderNumbering numbering, String node, boolean told) {}

    /** What is to become of an order. */
    enum After {
        /** It is called off: its pieces and its use of a coupon go back, and what was paid at a gateway is due to go back. */
        CANCELLED,
        /** Its money goes back; that of a gateway is due, else it has gone back. Its pieces stay sold. */
        REFUNDED
    }

    /** What the rule says. */
    sealed interface Decision<R> {
        /**
         * Place it.
         *
         * @param take pieces by SKU, of those whose stock is counted
         * @param oversell SKUs among them that are sold beyond their stock: as many as there are is taken, never below 0
         * @param mostUses how many orders may be placed with the coupon of the details; of no meaning without one
         */
        record Place<R>(Order.Details details, Map<Sku, Integer> take, Set<Sku> oversell, int mostUses)
                implements Decision<R> {}

        /**
         * Place it once it is paid: hold the pieces, and begin an attempt. One for the same request that is open is gone on with;
         * another of the same cart gives way.
         *
         * @param placing what will be placed
         * @param site the shop's address as the shopper reached it
         * @param hold how long the pieces are held
         * @param again when somebody looks at it, should the caller die
         */
        record Pay<R>(Place<R> placing, URI site, Duration hold, Duration again) implements Decision<R> {}

        /** Place nothing. */
        record Refuse<R>(R reason) implements Decision<R> {}

        /**
         * Place nothing, but store these lines and this coupon with the prices now shown.
         *
         * @param coupon the cart's, or null for none
         */
        record Reprice<R>(List<StoredLine> lines, @Nullable StoredCoupon coupon, R reason) implements Decision<R> {}
    }

    /** What came of it. */
    sealed interface Placing<R> {
        /** The order, placed now or before under the same key. */
        record Placed<R>(Order order) implements Placing<R> {}

        /**
         * It is to be paid, or has been found not to be.
         *
         * @param begun whether it was begun now, not before under the same key or for the same
         */
        record Attempted<R>(PaymentAttempt attempt, boolean begun) implements Placing<R> {}

        /** The rule refused; this is the cart. */
        record Refused<R>(R reason, StoredCart cart) implements Placing<R> {}

        /** Too few pieces; nothing was taken. */
        record OutOfStock<R>(List<Shortage> shortages) implements Placing<R> {}

        /** No more orders may be placed with its coupon; nothing was taken. */
        record CouponUsedUp<R>(CouponCode code) implements Placing<R> {}

        /** There is no such session, or it has no open cart with lines. */
        record NoCart<R>() implements Placing<R> {}

        /** The key came before with another fingerprint. */
        record KeyReused<R>() implements Placing<R> {}
    }
}
