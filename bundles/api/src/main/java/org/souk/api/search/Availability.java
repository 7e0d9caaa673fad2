package org.souk.api.search;

import java.util.Collection;

/** Filters products by whether they can be bought now. */
public enum Availability {
    /** All products. */
    ANY,
    /** Products with at least one variant that can be bought. */
    AVAILABLE,
    /** Products without such a variant. */
    SOLD_OUT;

    /**
     * Reads the values of {@link Facet#AVAILABLE} in a URL, {@code true} or {@code false}; both or none select all products. Others are
     * ignored.
     */
    public static Availability of(Collection<String> values) {
        boolean available = values.contains("true");
        if (available == values.contains("false")) {
            return ANY;
        }
        return available ? AVAILABLE : SOLD_OUT;
    }
}
