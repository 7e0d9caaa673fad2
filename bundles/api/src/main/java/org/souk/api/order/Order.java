package org.souk.api.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CouponCode;
import org.souk.api.money.Money;

/**
 * An order as it was placed.
 *
 * @param number unique in its catalog, without gaps
 * @param details what was ordered, by whom, for how much
 * @param placedAt by the database's clock
 * @param node the container that took it
 */
public record Order(
        CatalogId catalog, OrderNumber number, OrderStatus status, Details details, Instant placedAt, String node) {
    /**
     * What is frozen when an order is placed.
     *
     * @param lines one at least
     * @param tax the tax charged; part of the total either way
     * @param taxIncluded whether the prices held that tax
     * @param locale BCP 47 tag of the language it was placed in
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
        /** Takes a copy. */
        public Details {
            lines = List.copyOf(lines);
        }

        /** The coupon that gave the discount. */
        public Optional<CouponCode> coupon() {
            return Optional.ofNullable(couponOrNull);
        }
    }
}
