package org.souk.api.store;

import org.souk.api.catalog.CouponCode;
import org.souk.api.money.Money;

/** The stored form of a cart's coupon: the discount as last shown (zero if invalid), and whether checkout found it used as often as allowed. */
public record StoredCoupon(CouponCode code, Money shown, boolean usedUp) {}
