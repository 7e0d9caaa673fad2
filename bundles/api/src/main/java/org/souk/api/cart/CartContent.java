package org.souk.api.cart;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.Sku;
import org.souk.api.money.Money;

/**
 * The stored content of an open cart, that is, one not ordered yet, for operators. Does not depend on the current catalog.
 *
 * @param version increases with every committed change, also when the cart is ordered; after a merge it is greater than the versions of
 *     both carts
 * @param lines in the order in which they were added
 * @param couponOrNull the coupon, or null if there is none
 */
public record CartContent(
        long version, List<Line> lines, @Nullable CouponCode couponOrNull) {
    public CartContent {
        lines = List.copyOf(lines);
    }

    /** Returns the coupon; empty if there is none. */
    public Optional<CouponCode> coupon() {
        return Optional.ofNullable(couponOrNull);
    }

    /** A stored cart line, with title and unit price as last shown to the shopper; the quantity is 1 or more. */
    public record Line(Sku sku, String title, int quantity, Money unitPrice) {}
}
