package org.souk.api.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is looked for.
 *
 * @param text words of the shopper, may be empty; at most {@link #LONGEST} characters and {@link #MOST_WORDS} words of it count
 * @param collection handle, or empty for the whole shop
 * @param filters wanted values by facet ({@code vendor}, {@code type}, {@code tag}, {@code option.<Name>}): any of a facet's values, all of
 *     the facets
 * @param prices any of these ranges of the list price; empty: all
 * @param availability whether what can be bought is wanted, or what cannot
 * @param sort {@code relevance}, {@code title}, {@code price-asc}, {@code price-desc}; empty or unknown: how well it fits where there is a
 *     text, else the order of the collection or shop
 * @param page from 1
 * @param size products of a page, 1 to {@link #MOST}
 */
public record SearchQuery(
        String text,
        String collection,
        Map<String, List<String>> filters,
        List<PriceRange> prices,
        Availability availability,
        String sort,
        int page,
        int size) {
    /** Most products of a page. */
    public static final int MOST = 100;

    /** How many products deep a list can be read in an order that is not the shop's own. */
    public static final int DEEPEST = 10_000;

    /** Most values of one facet that a shopper can ask for. */
    public static final int MOST_VALUES = 10;

    /** Most values of all facets together; each of a page's links repeats them. */
    public static final int MOST_FILTERS = 20;

    /** Most characters of the text that count. */
    public static final int LONGEST = 200;

    /** Most words of the text that count. */
    public static final int MOST_WORDS = 12;

    /**
     * Takes copies.
     *
     * @throws IllegalArgumentException if page or size is out of range, or there are more filter values than {@link #MOST_FILTERS}
     */
    public SearchQuery {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        filters.forEach((facet, values) -> copy.put(facet, List.copyOf(values)));
        filters = Collections.unmodifiableMap(copy);
        prices = List.copyOf(prices);
        if (page < 1 || size < 1 || size > MOST) {
            throw new IllegalArgumentException("a page is 1 or more, its size 1 to " + MOST);
        }
        if (filters.values().stream().mapToInt(List::size).sum() + prices.size() > MOST_FILTERS) {
            throw new IllegalArgumentException("there are at most " + MOST_FILTERS + " values of filters");
        }
    }

    /** All products of the shop whose words fit, in the first page of that size. */
    public static SearchQuery of(String text, int size) {
        return new SearchQuery(text, "", Map.of(), List.of(), Availability.ANY, "", 1, size);
    }

    /** Products before those of the page. */
    public long skipped() {
        return (page - 1L) * size;
    }
}
