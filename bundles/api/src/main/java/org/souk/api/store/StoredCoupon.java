package org.souk.api.store;

import org.souk.api.catalog.CouponCode;
import org.souk.api.money.Money;

/**
 * The stored form of a cart's coupon: its code, the discount as last shown (zero if invalid), and whether a checkout found that no more
 * orders may use the coupon.
 */
public record StoredCoupon(CouponCode code, Money shown, boolean usedUp) {}
