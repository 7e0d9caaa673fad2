package org.souk.api.catalog;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.souk.api.money.Money;

/**
 * A way in which a shop ships orders, with its price.
 *
 * @param id for the checkout API: {@code standard}
 * @param name shown to shoppers
 * @param price for each order, zero or more
 * @param freeFromOrNull subtotal from which shipping is free, or null
 * @param countries where the method ships to, as ISO 3166-1 alpha-2 codes; empty for every country
 */
public record ShippingMethod(
        String id, String name, Money price, @Nullable Money freeFromOrNull, Set<String> countries) {
    /** @throws IllegalArgumentException if the price is negative */
    public ShippingMethod {
        countries = Set.copyOf(countries);
        if (price.isNegative()) {
            throw new IllegalArgumentException("delivery costs nothing or more");
        }
    }

    /** Returns the subtotal from which shipping is free; empty if it is never free. */
    public Optional<Money> freeFrom() {
        return Optional.ofNullable(freeFromOrNull);
    }

    /** Returns whether the method ships to a country (ISO 3166-1 alpha-2 code). */
    public boolean serves(String country) {
        return countries.isEmpty() || countries.contains(country);
    }
}
