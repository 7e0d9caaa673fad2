package org.souk.api.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CouponCode;
import org.souk.api.money.Money;

/**
 * An order that was placed. Only its status changes.
 *
 * @param number unique in its catalog; numbers have no gaps
 * @param details what was ordered, by whom and for which price
 * @param placedAt by the database's clock
 * @param node name of the container that placed it
 */
public record Order(
        CatalogId catalog, OrderNumber number, OrderStatus status, Details details, Instant placedAt, String node) {
    /**
     * The part of an order that never changes after it was placed.
     *
     * @param lines at least one
     * @param tax the tax of the order; the total contains it, whether or not the prices do
     * @param taxIncluded whether the prices include the tax
     * @param locale BCP 47 tag of the shop's language when the order was placed
     * @param couponOrNull the coupon that gave the discount, or null
     */
    public record Details(
            String email,
            Address shippingAddress,
            String shippingMethod,
            String paymentMethod,
            List<OrderLine> lines,
            Money subtotal,
            Money discount,
            Money shipping,
            Money tax,
            boolean taxIncluded,
            Money total,
            String locale,
            @Nullable CouponCode couponOrNull) {
        public Details {
            lines = List.copyOf(lines);
        }

        /** Returns the coupon that gave the discount; empty if there was none. */
        public Optional<CouponCode> coupon() {
            return Optional.ofNullable(couponOrNull);
        }

        /** Whether the total is zero: the order counts as paid, and no gateway is asked, because it cannot charge nothing. */
        public boolean nothingToPay() {
            return total.isZero();
        }
    }
}
