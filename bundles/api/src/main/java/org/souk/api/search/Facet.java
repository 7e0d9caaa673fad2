package org.souk.api.search;

import java.util.List;

/**
 * How the products found divide by one property. The values chosen of a facet do not narrow that facet itself, so that another of its values
 * can be added.
 *
 * @param name as in a filter: {@link #VENDOR}, {@link #TYPE}, {@link #TAG}, {@code option.<Name>}, {@link #PRICE}, {@link #AVAILABLE}
 * @param values each with how many products it would leave, the most frequent first; prices ascending
 */
public record Facet(String name, List<Value> values) {
    /** The maker. */
    public static final String VENDOR = "vendor";

    /** The kind. */
    public static final String TYPE = "type";

    /** A tag. */
    public static final String TAG = "tag";

    /** Start of an option's name: {@code option.Colour}. */
    public static final String OPTION = "option.";

    /** Ranges of the list price, written as {@link PriceRange} reads them; they never overlap. */
    public static final String PRICE = "price";

    /** The one value {@code true}: what can be bought. There only where something found cannot. {@link Availability} reads {@code false} too. */
    public static final String AVAILABLE = "available";

    /**
     * A value of the property.
     *
     * @param value as in a filter
     * @param count products that have it, 1 or more
     */
    public record Value(String value, int count) {}

    /** Takes a copy. */
    public Facet {
        values = List.copyOf(values);
    }
}
