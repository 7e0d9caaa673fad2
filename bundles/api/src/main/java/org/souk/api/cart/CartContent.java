package org.souk.api.cart;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.Sku;
import org.souk.api.money.Money;

/**
 * The stored content of an open cart, that is, one not ordered yet. Operators see what the database holds, even if the catalog has changed
 * since.
 *
 * @param version increases with every committed change, also when the cart is ordered; after a merge it is greater than the versions of
 *     both carts
 * @param lines in the order in which they were added
 * @param couponOrNull the coupon of the cart, or null if it has none
 */
public record CartContent(
        long version, List<Line> lines, @Nullable CouponCode couponOrNull) {
    public CartContent {
        lines = List.copyOf(lines);
    }

    /** Returns the coupon of the cart; empty if the cart has none. */
    public Optional<CouponCode> coupon() {
        return Optional.ofNullable(couponOrNull);
    }

    /** A stored cart line, with title and unit price as last shown to the shopper; the quantity is 1 or more. */
    public record Line(Sku sku, String title, int quantity, Money unitPrice) {}
}
