package org.souk.storefront.internal.view;

import org.jspecify.annotations.Nullable;

/**
 * The form for a coupon.
 *
 * @param typed the entered code, may be empty
 * @param wrong why the code was refused, or null
 */
public record CouponFormView(String typed, @Nullable String wrong) {}
