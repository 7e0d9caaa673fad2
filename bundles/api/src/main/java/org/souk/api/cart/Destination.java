package org.souk.api.cart;

import org.jspecify.annotations.Nullable;

/**
 * Where a cart would be shipped, as far as known. Tax and shipping costs depend on it.
 *
 * @param country ISO 3166-1 alpha-2 code, or null for the shop's own country
 * @param shippingMethod id of a shipping method, or null for the first that ships to the country
 */
public record Destination(
        @Nullable String country, @Nullable String shippingMethod) {
    /** Neither country nor shipping method is known. */
    public static final Destination UNKNOWN = new Destination(null, null);
}
