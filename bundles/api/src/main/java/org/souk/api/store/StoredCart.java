package org.souk.api.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a cart, without current prices and stock.
 *
 * @param version increases with every committed change, also when the cart is ordered; after a merge it is greater than the versions of
 *     both carts
 * @param lines in the order in which they were added
 * @param couponOrNull the coupon, or null if there is none
 */
public record StoredCart(
        long version, List<StoredLine> lines, @Nullable StoredCoupon couponOrNull) {
    /** The cart of a shopper who has none. */
    public static final StoredCart EMPTY = new StoredCart(0, List.of(), null);

    public StoredCart {
        lines = List.copyOf(lines);
    }

    /** Returns the coupon; empty if there is none. */
    public Optional<StoredCoupon> coupon() {
        return Optional.ofNullable(couponOrNull);
    }
}
