package org.souk.api.catalog;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Tax by the country that is delivered to.
 *
 * @param included whether the prices already hold it
 * @param rates the first that fits counts; empty: no tax
 */
public record TaxSettings(boolean included, List<Rate> rates) {
    /** No tax. */
    public static final TaxSettings NONE = new TaxSettings(true, List.of());

    /**
     * A rate.
     *
     * @param country ISO 3166 alpha-2, or {@code *} for any
     * @param name what the shopper reads, {@code VAT}
     * @param percent 0 to 100
     */
    public record Rate(String country, String name, BigDecimal percent) {
        /**
         * @throws IllegalArgumentException if the percentage is out of range
         */
        public Rate {
            if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
                throw new IllegalArgumentException("a tax rate is 0 to 100 percent, not " + percent);
            }
        }
    }

    /** Takes a copy. */
    public TaxSettings {
        rates = List.copyOf(rates);
    }

    /** The rate for that country (ISO 3166 alpha-2). */
    public Optional<Rate> rate(String country) {
        return rates.stream()
                .filter(r -> r.country().equals("*") || r.country().equalsIgnoreCase(country))
                .findFirst();
    }
}
