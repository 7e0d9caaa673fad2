package org.souk.api.cart;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CouponCode;
import org.souk.api.money.Money;

/**
 * The coupon of a cart. One with a problem stays in the cart and gives nothing.
 *
 * @param name what the shopper reads; the code where the catalog has it no longer
 * @param problemOrNull why it gives nothing, or null if it counts
 * @param minimumOrNull worth of the goods from which it counts, or null for any
 */
public record CartCoupon(
        CouponCode code,
        String name,
        @Nullable Problem problemOrNull,
        @Nullable Money minimumOrNull) {
    /** Why a coupon gives nothing. */
    public enum Problem {
        /** The catalog has it no longer. */
        GONE,
        /** It begins later. */
        NOT_YET,
        /** It is over. */
        EXPIRED,
        /** As many orders as may be were placed with it, or are being paid; told at checkout alone. */
        USED_UP,
        /** The goods are not worth enough. */
        BELOW_MINIMUM
    }

    /** Why it gives nothing. */
    public Optional<Problem> problem() {
        return Optional.ofNullable(problemOrNull);
    }

    /** Worth of the goods from which it counts. */
    public Optional<Money> minimum() {
        return Optional.ofNullable(minimumOrNull);
    }
}
