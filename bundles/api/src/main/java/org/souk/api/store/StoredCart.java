package org.souk.api.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cart as it is stored.
 *
 * @param version increases by one with every change that is committed, also over orders; a cart that another is merged into goes beyond
 *     the versions of both
 * @param lines in the order they were added
 * @param couponOrNull its coupon, or null
 */
public record StoredCart(
        long version, List<StoredLine> lines, @Nullable StoredCoupon couponOrNull) {
    /** The cart of somebody who has none. */
    public static final StoredCart EMPTY = new StoredCart(0, List.of(), null);

    /** Takes a copy. */
    public StoredCart {
        lines = List.copyOf(lines);
    }

    /** Its coupon. */
    public Optional<StoredCoupon> coupon() {
        return Optional.ofNullable(couponOrNull);
    }
}
