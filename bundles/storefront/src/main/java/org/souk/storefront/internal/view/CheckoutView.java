package org.souk.storefront.internal.view;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The checkout form.
 *
 * @param values what the shopper entered, by field
 * @param errors by field
 * @param notice what changed, or null
 * @param countries that the shop delivers to
 * @param deliveries methods for the chosen country
 * @param payments methods
 * @param instructions of the chosen payment method, may be empty
 * @param key hidden: the idempotency key
 * @param shown hidden: the total that was shown
 */
public record CheckoutView(
        Map<String, String> values,
        Map<String, String> errors,
        @Nullable String notice,
        List<ChoiceView> countries,
        List<ChoiceView> deliveries,
        List<ChoiceView> payments,
        String instructions,
        String key,
        String shown) {}
