package org.souk.api.cart;

import org.jspecify.annotations.Nullable;

/**
 * Where a cart would go, as far as it is known.
 *
 * @param country ISO 3166 alpha-2, or null for the shop's own
 * @param shippingMethod id, or null for the first that goes there
 */
public record Destination(
        @Nullable String country, @Nullable String shippingMethod) {
    /** Nothing known yet. */
    public static final Destination UNKNOWN = new Destination(null, null);
}
