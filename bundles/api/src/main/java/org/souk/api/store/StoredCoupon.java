package org.souk.api.store;

import org.souk.api.catalog.CouponCode;
import org.souk.api.money.Money;

/**
 * The coupon of a cart as it is stored.
 *
 * @param shown what it was last shown to take off; nothing if it had a problem
 * @param usedUp whether checkout found that no more orders may be placed with it
 */
public record StoredCoupon(CouponCode code, Money shown, boolean usedUp) {}
