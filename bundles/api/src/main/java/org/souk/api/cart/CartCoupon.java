package org.souk.api.cart;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CouponCode;
import org.souk.api.money.Money;

/**
 * The coupon of a cart. An invalid coupon stays in the cart without effect, because it may become valid.
 *
 * @param name shown to shoppers; the code if the catalog no longer has the coupon
 * @param problemOrNull why the coupon is invalid, or null if it is valid
 * @param minimumOrNull smallest subtotal for which the coupon is valid, or null for any
 */
public record CartCoupon(
        CouponCode code,
        String name,
        @Nullable Problem problemOrNull,
        @Nullable Money minimumOrNull) {
    /** Why a coupon is invalid. */
    public enum Problem {
        /** The catalog no longer has the coupon. */
        GONE,
        /** Its validity has not started. */
        NOT_YET,
        /** Its validity has ended. */
        EXPIRED,
        /** As many orders as permitted have used the coupon, including those that are being paid. Only a checkout detects this. */
        USED_UP,
        /** The subtotal of the cart is smaller than the coupon's minimum. */
        BELOW_MINIMUM
    }

    /** Returns why the coupon is invalid; empty if it is valid. */
    public Optional<Problem> problem() {
        return Optional.ofNullable(problemOrNull);
    }

    /** Returns the smallest subtotal for which the coupon is valid; empty for any. */
    public Optional<Money> minimum() {
        return Optional.ofNullable(minimumOrNull);
    }
}
