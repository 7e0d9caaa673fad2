package org.souk.api.catalog;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Tax rates by destination country.
 *
 * @param included whether prices include tax
 * @param rates the first that matches the country applies; without one there is no tax
 */
public record TaxSettings(boolean included, List<Rate> rates) {
    /** No tax in any country. */
    public static final TaxSettings NONE = new TaxSettings(true, List.of());

    /**
     * A tax rate.
     *
     * @param country ISO 3166-1 alpha-2 code, or {@code *} for any country
     * @param name shown to shoppers: {@code VAT}
     * @param percent 0 to 100
     */
    public record Rate(String country, String name, BigDecimal percent) {
        /** @throws IllegalArgumentException if the percentage is out of range */
        public Rate {
            if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
                throw new IllegalArgumentException("a tax rate is 0 to 100 percent, not " + percent);
            }
        }
    }

    public TaxSettings {
        rates = List.copyOf(rates);
    }

    /** Returns the rate for a destination country (ISO 3166-1 alpha-2 code); empty if orders to it are not taxed. */
    public Optional<Rate> rate(String country) {
        return rates.stream()
                .filter(r -> r.country().equals("*") || r.country().equalsIgnoreCase(country))
                .findFirst();
    }
}
