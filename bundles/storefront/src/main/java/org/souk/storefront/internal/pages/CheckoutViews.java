package org.souk.storefront.internal.pages;

import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.souk.api.cart.Cart;
import org.souk.api.catalog.ShippingMethod;
import org.souk.api.catalog.ShopSettings;
import org.souk.api.money.Money;
import org.souk.storefront.internal.text.Formats;
import org.souk.storefront.internal.text.ThemeTexts;
import org.souk.storefront.internal.view.CheckoutView;
import org.souk.storefront.internal.view.ChoiceView;

/** Builds the view of the checkout form. */
final class CheckoutViews {
    CheckoutView view(
            ShopSettings shop,
            Formats formats,
            ThemeTexts texts,
            CheckoutFields form,
            Cart cart,
            @Nullable String notice,
            Map<String, String> errors) {
        String payment = form.value("paymentMethod");
        return new CheckoutView(
                form.values(),
                errors,
                notice,
                countries(shop, formats, form.value("country")),
                deliveries(shop, formats, texts, form, cart.subtotal()),
                shop.payments().stream()
                        .map(p -> new ChoiceView(
                                p.method(),
                                p.name(),
                                p.instructions(),
                                p.method().equals(payment)))
                        .toList(),
                shop.payments().stream()
                        .filter(p -> p.method().equals(payment))
                        .findFirst()
                        .map(ShopSettings.PaymentMethod::instructions)
                        .orElse(""),
                form.key().value(),
                shown(cart));
    }

    /** The total as a hidden field: shows whether the shopper saw the amount that will be charged. */
    String shown(Cart cart) {
        return cart.total().amount() + "-" + cart.total().currency().getCurrencyCode();
    }

    private static List<ChoiceView> countries(ShopSettings shop, Formats formats, String chosen) {
        Collator order = Collator.getInstance(formats.locale());
        return CheckoutFields.countries(shop).stream()
                .map(code -> new ChoiceView(code, formats.country(code), "", code.equals(chosen)))
                .sorted(Comparator.comparing(ChoiceView::title, order))
                .toList();
    }

    private static List<ChoiceView> deliveries(
            ShopSettings shop, Formats formats, ThemeTexts texts, CheckoutFields form, Money subtotal) {
        String chosen = form.value("shippingMethod");
        return CheckoutFields.shippingMethods(shop, form.value("country")).stream()
                .map(method -> new ChoiceView(
                        method.id(),
                        method.name(),
                        CartViews.price(texts, formats, price(method, subtotal)),
                        method.id().equals(chosen)))
                .toList();
    }

    private static Money price(ShippingMethod method, Money subtotal) {
        boolean free =
                method.freeFrom().filter(from -> subtotal.compareTo(from) >= 0).isPresent();
        return free ? Money.zero(method.price().currency()) : method.price();
    }
}
