package org.souk.core.internal.price;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.cart.Destination;
import org.souk.api.catalog.ShippingMethod;
import org.souk.api.catalog.ShopSettings;
import org.souk.api.catalog.TaxSettings;
import org.souk.api.money.Money;
import org.souk.common.text.TextNormalizer;

/** Determines the destination country, the shipping method and its price. */
public final class Delivery {
    private Delivery() {}

    /**
     * Returns the requested country, else the shop's own: that of its locale, its first tax rate, or its first shipping method; else an
     * empty text.
     */
    public static String country(ShopSettings shop, Destination destination) {
        String asked = destination.country();
        if (asked != null && !TextNormalizer.isBlank(asked)) {
            return TextNormalizer.clean(asked).toUpperCase(Locale.ROOT);
        }
        if (!shop.locale().getCountry().isEmpty()) {
            return shop.locale().getCountry();
        }
        return shop.tax().rates().stream()
                .map(TaxSettings.Rate::country)
                .filter(country -> !country.equals("*"))
                .findFirst()
                .or(() -> shop.shipping().get(0).countries().stream().sorted().findFirst())
                .orElse("");
    }

    /** Returns the requested method if it ships to the country, else the first that does; empty if none does. */
    public static Optional<ShippingMethod> method(ShopSettings shop, String country, @Nullable String asked) {
        return named(shop, asked).filter(method -> method.serves(country)).or(() -> shop.shipping().stream()
                .filter(method -> method.serves(country))
                .findFirst());
    }

    /** Finds the method with that id, whether or not it ships to the destination. */
    public static Optional<ShippingMethod> named(ShopSettings shop, @Nullable String id) {
        return shop.shipping().stream().filter(method -> method.id().equals(id)).findFirst();
    }

    /** Returns the shipping costs for a subtotal. */
    static Money price(ShippingMethod method, Money goods) {
        return method.freeFrom().filter(from -> goods.compareTo(from) >= 0).isPresent()
                ? Money.zero(goods.currency())
                : method.price();
    }
}
