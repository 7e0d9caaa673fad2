package org.souk.core.internal.price;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.souk.api.cart.CartCoupon.Problem;
import org.souk.api.catalog.Coupon;
import org.souk.api.money.Money;

/** The discount by a coupon, from zero to the subtotal, or the reason why there is none. */
public record CouponDiscount(Money amount, @Nullable Problem problem) {
    /** Computes the discount on goods: on their subtotal before shipping, and before tax unless prices include it. */
    public static CouponDiscount of(@Nullable Coupon coupon, boolean usedUp, Money goods, Instant now) {
        Problem problem = problem(coupon, usedUp, goods, now);
        Money amount =
                coupon == null || problem != null ? Money.zero(goods.currency()) : amount(coupon.benefit(), goods);
        return new CouponDiscount(amount, problem);
    }

    private static @Nullable Problem problem(@Nullable Coupon coupon, boolean usedUp, Money goods, Instant now) {
        if (coupon == null) {
            return Problem.GONE;
        }
        if (coupon.beginsAfter(now)) {
            return Problem.NOT_YET;
        }
        if (coupon.isOver(now)) {
            return Problem.EXPIRED;
        }
        if (usedUp) {
            return Problem.USED_UP;
        }
        return coupon.minimum().filter(least -> goods.compareTo(least) < 0).isPresent() ? Problem.BELOW_MINIMUM : null;
    }

    /** Computes the amount. Rounds a percentage half up to a minor unit, once for the whole subtotal. */
    private static Money amount(Coupon.Benefit benefit, Money goods) {
        if (benefit instanceof Coupon.Benefit.Amount off) {
            return off.amount().compareTo(goods) < 0 ? off.amount() : goods;
        }
        BigDecimal percent = ((Coupon.Benefit.Percent) benefit).percent();
        BigDecimal part = BigDecimal.valueOf(goods.amount())
                .multiply(percent)
                .movePointLeft(2)
                .setScale(0, RoundingMode.HALF_UP);
        return new Money(part.longValueExact(), goods.currency());
    }
}
