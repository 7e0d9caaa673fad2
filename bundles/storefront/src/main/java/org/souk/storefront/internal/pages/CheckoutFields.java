package org.souk.storefront.internal.pages;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.souk.api.cart.Destination;
import org.souk.api.catalog.ShippingMethod;
import org.souk.api.catalog.ShopSettings;
import org.souk.api.order.Address;
import org.souk.api.order.CheckoutRequest;
import org.souk.api.session.IdempotencyKey;
import org.souk.storefront.internal.web.Form;

/**
 * The fields of the checkout form: what the shopper entered, completed with defaults of the shop.
 *
 * @param values by field, each present
 * @param key idempotency key; stays the same when the form is submitted again
 */
record CheckoutFields(Map<String, String> values, IdempotencyKey key) {
    static final List<String> FIELDS = List.of(
            "email",
            "name",
            "line1",
            "line2",
            "city",
            "region",
            "postcode",
            "country",
            "shippingMethod",
            "paymentMethod");

    private static final int MAX_CHARACTERS = 320;
    private static final SecureRandom RANDOM = new SecureRandom();

    static CheckoutFields of(Form form, ShopSettings shop) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String field : FIELDS) {
            String text = form.text(field);
            values.put(field, text.substring(0, Math.min(text.length(), MAX_CHARACTERS)));
        }
        List<String> countries = countries(shop);
        if (!countries.contains(values.get("country"))) {
            String home = shop.locale().getCountry();
            values.put("country", countries.contains(home) || countries.isEmpty() ? home : countries.get(0));
        }
        List<ShippingMethod> methods = shippingMethods(shop, values.getOrDefault("country", ""));
        if (methods.stream().noneMatch(w -> w.id().equals(values.get("shippingMethod")))) {
            values.put("shippingMethod", methods.isEmpty() ? "" : methods.get(0).id());
        }
        if (shop.payments().stream().noneMatch(p -> p.method().equals(values.get("paymentMethod")))) {
            values.put("paymentMethod", shop.payments().get(0).method());
        }
        return new CheckoutFields(values, key(form.text("key")).orElseGet(CheckoutFields::newKey));
    }

    /** The same fields for another attempt. */
    CheckoutFields withNewKey() {
        return new CheckoutFields(values, newKey());
    }

    Destination destination() {
        String method = value("shippingMethod");
        return new Destination(value("country").isEmpty() ? null : value("country"), method.isEmpty() ? null : method);
    }

    CheckoutRequest request(long cartVersion, URI site) {
        Address address = new Address(
                value("name"),
                value("line1"),
                value("line2"),
                value("city"),
                value("region"),
                value("postcode"),
                value("country"));
        String method = value("shippingMethod");
        return new CheckoutRequest(
                value("email"), address, method.isEmpty() ? null : method, value("paymentMethod"), cartVersion, site);
    }

    String value(String field) {
        return values.getOrDefault(field, "");
    }

    /** Countries that the shop delivers to, ISO 3166 alpha-2. */
    static List<String> countries(ShopSettings shop) {
        return List.of(Locale.getISOCountries()).stream()
                .filter(country -> shop.shipping().stream().anyMatch(method -> method.serves(country)))
                .toList();
    }

    static List<ShippingMethod> shippingMethods(ShopSettings shop, String country) {
        return shop.shipping().stream().filter(method -> method.serves(country)).toList();
    }

    static Optional<IdempotencyKey> key(String text) {
        return text.matches("[A-Za-z0-9_-]{16,64}") ? Optional.of(new IdempotencyKey(text)) : Optional.empty();
    }

    static IdempotencyKey newKey() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return new IdempotencyKey(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
