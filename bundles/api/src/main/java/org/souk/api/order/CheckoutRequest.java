package org.souk.api.order;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a shopper hands in at checkout, as it came: nothing is checked yet.
 *
 * @param shippingMethod id, or null for the first that goes there
 * @param paymentMethod name, or null for the first
 * @param cartVersion the cart that the shopper saw, or null if it does not say
 * @param site the shop's address as the shopper reached it, without a slash at the end
 */
public record CheckoutRequest(
        String email,
        Address shippingAddress,
        @Nullable String shippingMethod,
        @Nullable String paymentMethod,
        @Nullable Long cartVersion,
        URI site) {}
