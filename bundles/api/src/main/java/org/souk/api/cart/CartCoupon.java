package org.souk.api.cart;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CouponCode;
import org.souk.api.money.Money;

/**
 * The coupon of a cart. An invalid coupon stays in the cart, but has no effect.
 *
 * @param name shown to shoppers; the code if the catalog no longer has the coupon
 * @param problemOrNull why it is invalid, or null if it is valid
 * @param minimumOrNull smallest subtotal for which it is valid, or null for any
 */
public record CartCoupon(
        CouponCode code,
        String name,
        @Nullable Problem problemOrNull,
        @Nullable Money minimumOrNull) {
    /** Why a coupon is invalid. */
    public enum Problem {
        /** The catalog no longer has it. */
        GONE,
        /** Its validity has not started. */
        NOT_YET,
        /** Its validity has ended. */
        EXPIRED,
        /** It has been used as often as allowed, including orders that are being paid. Checkout alone detects this. */
        USED_UP,
        /** The subtotal is too small. */
        BELOW_MINIMUM
    }

    /** Why the coupon is invalid; empty if it is valid. */
    public Optional<Problem> problem() {
        return Optional.ofNullable(problemOrNull);
    }

    /** The smallest subtotal for which the coupon is valid; empty for any. */
    public Optional<Money> minimum() {
        return Optional.ofNullable(minimumOrNull);
    }
}
