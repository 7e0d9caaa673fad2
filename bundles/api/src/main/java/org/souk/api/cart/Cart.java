package org.souk.api.cart;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.money.Money;

/**
 * A cart as shown to its shopper, with current prices and stock. Immutable.
 *
 * @param lines in the order in which they were added
 * @param itemCount sum of all quantities
 * @param subtotal sum of the lines that the catalog still sells, in stock or not
 * @param discount the amount by which the coupon reduces the subtotal, zero or more
 * @param shipping costs for the requested destination
 * @param tax the tax of the order; the total contains it, whether or not the prices do
 * @param taxIncluded whether the prices include the tax
 * @param total the amount to pay: subtotal - discount + shipping (+ tax, unless included)
 * @param version increases with every change to the cart and to its displayed prices; 0 if there is no stored cart
 * @param couponOrNull the coupon, valid or not; null if there is none
 */
public record Cart(
        List<CartLine> lines,
        int itemCount,
        Money subtotal,
        Money discount,
        Money shipping,
        Money tax,
        boolean taxIncluded,
        Money total,
        long version,
        @Nullable CartCoupon couponOrNull) {
    public Cart {
        lines = List.copyOf(lines);
    }

    /** Returns the coupon, valid or not; empty if there is none. */
    public Optional<CartCoupon> coupon() {
        return Optional.ofNullable(couponOrNull);
    }

    /** Whether the cart has no lines. */
    public boolean isEmpty() {
        return lines.isEmpty();
    }
}
