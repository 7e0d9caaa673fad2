package org.souk.core.internal.price;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.cart.Destination;
import org.souk.api.catalog.ShippingMethod;
import org.souk.api.catalog.ShopSettings;
import org.souk.api.catalog.TaxSettings;
import org.souk.api.money.Money;

/** Where an order goes and how. */
public final class Delivery {
    private Delivery() {}

    /** The country asked about, else the shop's own: its locale's, its first tax rate's, its first delivery's; else empty. */
    public static String country(ShopSettings shop, Destination destination) {
        String asked = destination.country();
        if (asked != null && !asked.isBlank()) {
            return asked.strip().toUpperCase(Locale.ROOT);
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

    /** The method asked about if it goes there, else the first that does. */
    public static Optional<ShippingMethod> method(ShopSettings shop, String country, @Nullable String asked) {
        return named(shop, asked).filter(method -> method.serves(country)).or(() -> shop.shipping().stream()
                .filter(method -> method.serves(country))
                .findFirst());
    }

    /** The method with that id, wherever it goes. */
    public static Optional<ShippingMethod> named(ShopSettings shop, @Nullable String id) {
        return shop.shipping().stream().filter(method -> method.id().equals(id)).findFirst();
    }

    /** What the method costs for goods of that worth. */
    static Money price(ShippingMethod method, Money goods) {
        return method.freeFrom().filter(from -> goods.compareTo(from) >= 0).isPresent()
                ? Money.zero(goods.currency())
                : method.price();
    }
}
