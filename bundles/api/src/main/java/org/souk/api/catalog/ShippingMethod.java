package org.souk.api.catalog;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.souk.api.money.Money;

/**
 * A way of delivery.
 *
 * @param id as checkout names it: {@code standard}
 * @param name what the shopper reads
 * @param price per order, not negative
 * @param freeFromOrNull subtotal from which it costs nothing, or null
 * @param countries ISO 3166 alpha-2; empty: everywhere
 */
public record ShippingMethod(
        String id, String name, Money price, @Nullable Money freeFromOrNull, Set<String> countries) {
    /**
     * @throws IllegalArgumentException if the price is negative
     */
    public ShippingMethod {
        countries = Set.copyOf(countries);
        if (price.isNegative()) {
            throw new IllegalArgumentException("delivery costs nothing or more");
        }
    }

    /** Subtotal from which it costs nothing. */
    public Optional<Money> freeFrom() {
        return Optional.ofNullable(freeFromOrNull);
    }

    /** Whether it goes to that country (ISO 3166 alpha-2). */
    public boolean serves(String country) {
        return countries.isEmpty() || countries.contains(country);
    }
}
