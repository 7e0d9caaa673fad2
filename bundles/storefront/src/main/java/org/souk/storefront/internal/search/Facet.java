package org.souk.storefront.internal.search;

import java.util.List;

/**
 * How the products found divide by one property.
 *
 * @param name as in a filter: {@code vendor}, {@code type}, {@code tag}, {@code option.<Name>}
 * @param values each with how many products it would leave
 */
public record Facet(String name, List<Value> values) {
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
