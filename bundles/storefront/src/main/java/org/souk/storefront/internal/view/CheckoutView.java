package org.souk.storefront.internal.view;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The checkout form, as the template of the page sees it.
 *
 * @param values what the shopper entered, by name of the field
 * @param errors what is wrong with it, by name of the field
 * @param notice what changed since the form was last shown, or null
 * @param countries the countries that the shop delivers to
 * @param deliveries the delivery methods for the chosen country
 * @param payments the payment methods
 * @param instructions how to pay with the chosen payment method; may be empty
 * @param key value of a hidden field: the idempotency key, so that a form sent twice places one order
 * @param shown value of a hidden field: the total on the page, so that no order is placed at another price
 * @param postcodeNeeded whether addresses in the chosen country need a postcode
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
        String shown,
        boolean postcodeNeeded) {}
