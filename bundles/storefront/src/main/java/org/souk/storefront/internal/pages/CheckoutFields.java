package org.souk.storefront.internal.pages;

import java.net.URI;
import java.security.SecureRandom;
import java.text.Collator;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.cart.Cart;
import org.souk.api.cart.Destination;
import org.souk.api.catalog.ShippingMethod;
import org.souk.api.catalog.ShopSettings;
import org.souk.api.money.Money;
import org.souk.api.order.Address;
import org.souk.api.order.CheckoutRequest;
import org.souk.api.session.IdempotencyKey;
import org.souk.common.country.Countries;
import org.souk.storefront.internal.text.Formats;
import org.souk.storefront.internal.text.ThemeTexts;
import org.souk.storefront.internal.view.CheckoutView;
import org.souk.storefront.internal.view.ChoiceView;
import org.souk.storefront.internal.web.Form;

/**
 * The fields of the checkout form: what the shopper entered, completed with defaults of the shop, and how the page shows them.
 *
 * @param values by field, each present
 * @param key idempotency key; stays the same when the form is submitted again
 */
record CheckoutFields(ShopSettings shop, Map<String, String> values, IdempotencyKey key) {
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
        return new CheckoutFields(shop, values, key(form.text("key")).orElseGet(CheckoutFields::newKey));
    }

    /** The same fields with a new idempotency key, for another attempt. */
    CheckoutFields withNewKey() {
        return new CheckoutFields(shop, values, newKey());
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

    CheckoutView view(
            Formats formats, ThemeTexts texts, Cart cart, @Nullable String notice, Map<String, String> errors) {
        String chosen = value("paymentMethod");
        Collator order = Collator.getInstance(formats.locale());
        List<ChoiceView> countries = countries(shop).stream()
                .map(code -> new ChoiceView(code, formats.country(code), "", code.equals(value("country"))))
                .sorted(Comparator.comparing(ChoiceView::title, order))
                .toList();
        List<ChoiceView> payments = shop.payments().stream()
                .map(p -> new ChoiceView(
                        p.method(), p.name(), p.instructions(), p.method().equals(chosen)))
                .toList();
        return new CheckoutView(
                values,
                errors,
                notice,
                countries,
                deliveries(formats, texts, cart.subtotal()),
                payments,
                payments.stream()
                        .filter(ChoiceView::selected)
                        .findFirst()
                        .map(ChoiceView::detail)
                        .orElse(""),
                key.value(),
                shown(cart),
                Countries.hasPostcodes(value("country")));
    }

    /** The total as a hidden field: shows whether the shopper saw the amount that will be charged. */
    static String shown(Cart cart) {
        return cart.total().amount() + "-" + cart.total().currency().getCurrencyCode();
    }

    private List<ChoiceView> deliveries(Formats formats, ThemeTexts texts, Money subtotal) {
        return shippingMethods(shop, value("country")).stream()
                .map(method -> new ChoiceView(
                        method.id(),
                        method.name(),
                        CartViews.price(texts, formats, price(method, subtotal)),
                        method.id().equals(value("shippingMethod"))))
                .toList();
    }

    private static Money price(ShippingMethod method, Money subtotal) {
        boolean free =
                method.freeFrom().filter(from -> subtotal.compareTo(from) >= 0).isPresent();
        return free ? Money.zero(method.price().currency()) : method.price();
    }

    /** Countries that the shop delivers to, ISO 3166 alpha-2. */
    private static List<String> countries(ShopSettings shop) {
        return Countries.codes().stream()
                .filter(country -> shop.shipping().stream().anyMatch(method -> method.serves(country)))
                .toList();
    }

    private static List<ShippingMethod> shippingMethods(ShopSettings shop, String country) {
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
