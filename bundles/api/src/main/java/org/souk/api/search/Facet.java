package org.souk.api.search;

import java.util.List;

/**
 * Counts of the found products by the values of one property, for example by vendor. A filter on a facet does not change the facet's own
 * counts, so that shoppers can add another value.
 *
 * @param name name of the filter: {@link #VENDOR}, {@link #TYPE}, {@link #TAG}, {@code option.<Name>}, {@link #PRICE}, {@link #AVAILABLE}
 * @param values most frequent first; prices ascending
 */
public record Facet(String name, List<Value> values) {
    /** Name of the vendor facet. */
    public static final String VENDOR = "vendor";

    /** Name of the product type facet. */
    public static final String TYPE = "type";

    /** Name of the tag facet. */
    public static final String TAG = "tag";

    /** Prefix of the option facets: {@code option.Colour}. */
    public static final String OPTION = "option.";

    /** Ranges of the list price in the form of {@link PriceRange}; they do not overlap. */
    public static final String PRICE = "price";

    /**
     * Name of the availability facet, which exists only if a found product cannot be bought. Its only value is {@code true}; filters also
     * accept {@code false}, see {@link Availability}.
     */
    public static final String AVAILABLE = "available";

    /** A value for use in a filter, and the number of products with it, 1 or more. */
    public record Value(String value, int count) {}

    public Facet {
        values = List.copyOf(values);
    }
}
