package org.souk.storefront.internal.view;

import org.jspecify.annotations.Nullable;

/**
 * The form that puts a coupon on a cart.
 *
 * @param typed what was typed, may be empty
 * @param wrong why it was not taken, or null
 */
public record CouponFormView(String typed, @Nullable String wrong) {}
