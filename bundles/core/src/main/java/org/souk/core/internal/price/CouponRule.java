package org.souk.core.internal.price;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.souk.api.cart.CartCoupon.Problem;
import org.souk.api.catalog.Coupon;
import org.souk.api.money.Money;

/**
 * What a coupon takes off goods.
 *
 * @param discount nothing, or more, but never more than the goods
 * @param problem why it gives nothing, or null
 */
public record CouponRule(Money discount, @Nullable Problem problem) {
    /**
     * Judges a coupon.
     *
     * @param coupon null if the catalog has it no longer
     * @param usedUp whether checkout found that no more orders may be placed with it
     * @param goods what the goods come to, before delivery and tax that is added
     */
    public static CouponRule of(@Nullable Coupon coupon, boolean usedUp, Money goods, Instant now) {
        Problem problem = problem(coupon, usedUp, goods, now);
        Money discount =
                coupon == null || problem != null ? Money.zero(goods.currency()) : discount(coupon.benefit(), goods);
        return new CouponRule(discount, problem);
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

    /** A part is rounded half up to a minor unit, once, on all goods together. */
    private static Money discount(Coupon.Benefit benefit, Money goods) {
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
