package org.souk.storefront.internal.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is looked for.
 *
 * @param text words of the shopper, may be empty
 * @param collection handle, or empty for the whole shop
 * @param filters wanted values by facet ({@code vendor}, {@code type}, {@code tag}, {@code option.<Name>}): any of a facet's
 *     values, all of the facets
 * @param sort {@code relevance}, {@code title}, {@code price-asc}, {@code price-desc}; empty or unknown: the shop's own order
 * @param page from 1
 * @param size products of a page, 1 to 100
 */
public record SearchQuery(
        String text, String collection, Map<String, List<String>> filters, String sort, int page, int size) {
    /** Most products of a page. */
    public static final int MOST = 100;

    /** Most values of one facet that a shopper can ask for. */
    public static final int MOST_VALUES = 10;

    /** Most values of all facets together; each of a page's links repeats them. */
    public static final int MOST_FILTERS = 20;

    /**
     * @throws IllegalArgumentException if page or size is out of range
     */
    public SearchQuery {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        filters.forEach((facet, values) -> copy.put(facet, List.copyOf(values)));
        filters = java.util.Collections.unmodifiableMap(copy);
        if (page < 1 || size < 1 || size > MOST) {
            throw new IllegalArgumentException("a page is 1 or more, its size 1 to " + MOST);
        }
    }
}
