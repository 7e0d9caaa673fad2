package org.souk.api.cart;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.Sku;
import org.souk.api.money.Money;

/**
 * What is in an open cart, as operators see it: as the database has it, whatever the catalog says now.
 *
 * @param version increases by one with every change that is committed, also over orders; a cart that another is merged into goes beyond
 *     the versions of both
 * @param lines in the order in which they were put in
 * @param couponOrNull its coupon, or null
 */
public record CartContent(
        long version, List<Line> lines, @Nullable CouponCode couponOrNull) {
    /** Takes a copy. */
    public CartContent {
        lines = List.copyOf(lines);
    }

    /** Its coupon. */
    public Optional<CouponCode> coupon() {
        return Optional.ofNullable(couponOrNull);
    }

    /**
     * A line.
     *
     * @param title the last one shown
     * @param quantity 1 or more
     * @param unitPrice the last one shown
     */
    public record Line(Sku sku, String title, int quantity, Money unitPrice) {}
}
