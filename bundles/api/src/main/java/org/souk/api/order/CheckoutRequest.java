package org.souk.api.order;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The input of a checkout, which {@link Orders#place} validates.
 *
 * @param shippingMethod id of a shipping method, or null for the first that ships to the country
 * @param paymentMethod name of a payment method, or null for the first
 * @param cartVersion version of the cart that the shopper saw and wants to order; null if unknown
 * @param site base URL of the shop as the shopper reached it, without a trailing slash
 */
public record CheckoutRequest(
        String email,
        Address shippingAddress,
        @Nullable String shippingMethod,
        @Nullable String paymentMethod,
        @Nullable Long cartVersion,
        URI site) {}
