package org.souk.storefront.internal.view;

import org.jspecify.annotations.Nullable;

/**
 * The form for a coupon.
 *
 * @param typed what was entered, may be empty
 * @param wrong why it was refused, or null
 */
public record CouponFormView(String typed, @Nullable String wrong) {}
