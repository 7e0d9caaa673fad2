package org.souk.core.internal.order;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.souk.api.cart.Destination;
import org.souk.api.catalog.ShopSettings;
import org.souk.api.order.Address;
import org.souk.api.order.CheckoutRequest;
import org.souk.common.country.Countries;
import org.souk.common.text.TextNormalizer;
import org.souk.core.internal.Fingerprint;
import org.souk.core.internal.price.Delivery;

/**
 * Validates the input of a checkout, after normalising it. Error messages are a few fixed sentences, so that pages can
 * translate them.
 */
record CheckoutForm(
        String email,
        Address address,
        @Nullable String shippingMethod,
        @Nullable String paymentMethod,
        @Nullable Long cartVersion) {
    static final String MISSING = "This is needed.";
    static final String TOO_LONG = "This is too long.";
    static final String UNUSABLE = "This has characters that cannot be used.";
    static final String NO_EMAIL = "This is no e-mail address.";
    static final String NO_COUNTRY = "This is no country; write the two letters of ISO 3166.";
    static final String NOT_DELIVERED = "The shop does not deliver to this country.";
    static final String NO_SUCH_DELIVERY = "The shop does not offer this delivery.";
    static final String NO_SUCH_PAYMENT = "The shop does not offer this payment.";

    /** The built-in payment method. */
    private static final String INVOICE = "invoice";

    static CheckoutForm of(CheckoutRequest request) {
        Address to = request.shippingAddress();
        Address address = new Address(
                TextNormalizer.clean(to.name()),
                TextNormalizer.clean(to.line1()),
                TextNormalizer.clean(to.line2()),
                TextNormalizer.clean(to.city()),
                TextNormalizer.clean(to.region()),
                TextNormalizer.clean(to.postcode()),
                TextNormalizer.clean(to.country()).toUpperCase(Locale.ROOT));
        return new CheckoutForm(
                TextNormalizer.clean(request.email()),
                address,
                blankToNull(request.shippingMethod()),
                blankToNull(request.paymentMethod()),
                request.cartVersion());
    }

    Destination destination() {
        return new Destination(address.country(), shippingMethod);
    }

    String fingerprint() {
        return Fingerprint.of(
                email,
                address.name(),
                address.line1(),
                address.line2(),
                address.city(),
                address.region(),
                address.postcode(),
                address.country(),
                shippingMethod,
                paymentMethod,
                cartVersion == null ? null : cartVersion.toString());
    }

    /** Returns messages by field about errors that do not depend on what the shop offers. */
    Map<String, String> faults() {
        Map<String, String> faults = new LinkedHashMap<>();
        text(faults, "email", email, true);
        text(faults, "shippingAddress.name", address.name(), true);
        text(faults, "shippingAddress.line1", address.line1(), true);
        text(faults, "shippingAddress.line2", address.line2(), false);
        text(faults, "shippingAddress.city", address.city(), true);
        text(faults, "shippingAddress.region", address.region(), false);
        text(faults, "shippingAddress.postcode", address.postcode(), Countries.hasPostcodes(address.country()));
        text(faults, "shippingAddress.country", address.country(), true);
        if (!EmailAddress.isOne(email)) {
            faults.putIfAbsent("email", NO_EMAIL);
        }
        if (!Countries.contains(address.country())) {
            faults.putIfAbsent("shippingAddress.country", noCountry());
        }
        return faults;
    }

    /**
     * Returns messages by field about chosen methods that the shop does not offer, or no longer since the client first sent this request.
     */
    Map<String, String> notOffered(ShopSettings shop, Set<String> gateways) {
        Map<String, String> faults = new LinkedHashMap<>();
        boolean known =
                shippingMethod == null || Delivery.named(shop, shippingMethod).isPresent();
        if (!known) {
            faults.put("shippingMethod", NO_SUCH_DELIVERY);
        } else if (Countries.contains(address.country()) && !delivered(shop)) {
            faults.put("shippingAddress.country", NOT_DELIVERED);
        }
        String method = payment(shop);
        if (!(INVOICE.equals(method) || gateways.contains(method))
                || shop.payments().stream()
                        .noneMatch(offered -> offered.method().equals(method))) {
            faults.put("payment.method", NO_SUCH_PAYMENT);
        }
        return faults;
    }

    /** Returns the chosen payment method, else the shop's first. */
    String payment(ShopSettings shop) {
        return paymentMethod == null ? shop.payments().get(0).method() : paymentMethod;
    }

    /** Returns whether the order must be paid through a gateway before it is placed. */
    boolean paidThroughGateway(ShopSettings shop) {
        return !INVOICE.equals(payment(shop));
    }

    private String noCountry() {
        return Countries.suggestion(address.country())
                .map(code -> "This is no country; did you mean " + code + "?")
                .orElse(NO_COUNTRY);
    }

    private boolean delivered(ShopSettings shop) {
        return Delivery.method(shop, address.country(), shippingMethod)
                .filter(method -> shippingMethod == null || method.id().equals(shippingMethod))
                .isPresent();
    }

    private static void text(Map<String, String> faults, String field, String text, boolean needed) {
        if (text.isEmpty()) {
            if (needed) {
                faults.put(field, MISSING);
            }
        } else if (text.length() > Address.MAX_CHARACTERS && !field.equals("email")) {
            faults.put(field, TOO_LONG);
        } else if (text.codePoints().anyMatch(CheckoutForm::unusable)) {
            faults.put(field, UNUSABLE);
        }
    }

    /** Whether texts must not contain the character: control characters, line separators and unpaired surrogates. */
    private static boolean unusable(int character) {
        int type = Character.getType(character);
        return Character.isISOControl(character)
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || TextNormalizer.isBlank(text) ? null : TextNormalizer.clean(text);
    }
}
