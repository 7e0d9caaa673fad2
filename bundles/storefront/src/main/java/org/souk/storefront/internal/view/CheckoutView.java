package org.souk.storefront.internal.view;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form of the checkout.
 *
 * @param values what was typed, by field
 * @param errors what is wrong, by field
 * @param notice what changed, or null
 * @param countries that something is delivered to
 * @param deliveries ways of delivery to the chosen country
 * @param payments ways to pay
 * @param instructions of the chosen payment, may be empty
 * @param key hidden: the same as long as it is the same order
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
