package org.souk.core.internal.cart;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.souk.api.cart.CartCoupon;
import org.souk.api.catalog.Coupon;
import org.souk.api.catalog.ShopSettings;
import org.souk.api.money.Money;
import org.souk.api.store.StoredCoupon;
import org.souk.core.internal.price.CouponRule;

/**
 * A stored coupon beside what the catalog says of it now.
 *
 * @param offer null if the catalog has it no longer
 * @param judged what it takes off, or why it does not
 */
public record PricedCoupon(StoredCoupon stored, @Nullable Coupon offer, CouponRule judged) {
    static PricedCoupon of(ShopSettings shop, StoredCoupon stored, Money goods, Instant now) {
        Coupon offer = shop.coupons().get(stored.code());
        return new PricedCoupon(stored, offer, CouponRule.of(offer, stored.usedUp(), goods, now));
    }

    /** Whether it takes something off, so that an order with it is one of its uses. */
    public boolean counts() {
        return !judged.discount().isZero();
    }

    /** How many orders may be placed with it. */
    public int mostUses() {
        return offer == null ? 0 : offer.uses().orElse(Integer.MAX_VALUE);
    }

    /** What to store once this was shown. */
    StoredCoupon shown() {
        return new StoredCoupon(stored.code(), judged.discount(), stored.usedUp());
    }

    CartCoupon coupon() {
        return new CartCoupon(
                stored.code(),
                offer == null ? stored.code().value() : offer.name(),
                judged.problem(),
                offer == null ? null : offer.minimumOrNull());
    }
}
