package org.souk.api.store;

import org.souk.api.catalog.CouponCode;
import org.souk.api.money.Money;

/**
 * The stored form of a cart's coupon.
 *
 * @param shown the discount as last shown; zero if the coupon was invalid
 * @param usedUp whether checkout found that it has been used as often as allowed
 */
public record StoredCoupon(CouponCode code, Money shown, boolean usedUp) {}
