package org.souk.core.internal.cart;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.souk.api.cart.CartCoupon;
import org.souk.api.catalog.Coupon;
import org.souk.api.catalog.ShopSettings;
import org.souk.api.money.Money;
import org.souk.api.store.StoredCoupon;
import org.souk.core.internal.price.CouponDiscount;

/** A stored coupon with its current discount. {@code offer} is the catalog's coupon, or null if the catalog no longer has it. */
public record PricedCoupon(StoredCoupon stored, @Nullable Coupon offer, CouponDiscount discount) {
    static PricedCoupon of(ShopSettings shop, StoredCoupon stored, Money goods, Instant now) {
        Coupon offer = shop.coupons().get(stored.code());
        return new PricedCoupon(stored, offer, CouponDiscount.of(offer, stored.usedUp(), goods, now));
    }

    /** Returns whether the coupon gives a discount, so that an order counts as one of its uses. */
    public boolean counts() {
        return !discount.amount().isZero();
    }

    /** Returns how many orders may use the coupon. */
    public int mostUses() {
        return offer == null ? 0 : offer.uses().orElse(Integer.MAX_VALUE);
    }

    /** Returns the coupon as stored after its cart was shown. */
    StoredCoupon shown() {
        return new StoredCoupon(stored.code(), discount.amount(), stored.usedUp());
    }

    CartCoupon coupon() {
        return new CartCoupon(
                stored.code(),
                offer == null ? stored.code().value() : offer.name(),
                discount.problem(),
                offer == null ? null : offer.minimumOrNull());
    }
}
