package org.souk.api.cart;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.money.Money;

/**
 * A cart as a shopper sees it now, priced by the container that answers.
 *
 * @param lines in the order they were added
 * @param itemCount pieces of all lines
 * @param subtotal sum of the lines that the catalog still sells, in stock or not
 * @param discount what the coupon takes off the subtotal, nothing or more
 * @param shipping delivery to the destination asked about
 * @param tax the tax charged; part of the total either way
 * @param taxIncluded whether the prices already hold that tax
 * @param total what is to be paid
 * @param version steps with every change and with every change of a price or discount shown; 0 for the empty cart of nobody
 * @param couponOrNull its coupon, whether it counts or not; null for none
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
    /** Takes a copy. */
    public Cart {
        lines = List.copyOf(lines);
    }

    /** Its coupon, whether it counts or not. */
    public Optional<CartCoupon> coupon() {
        return Optional.ofNullable(couponOrNull);
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return lines.isEmpty();
    }
}
