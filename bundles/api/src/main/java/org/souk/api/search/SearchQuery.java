package org.souk.api.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A product search: words, filters, an order, and one page of the results.
 *
 * @param text words to search for; may be empty. Only the first {@link #MAX_CHARACTERS} characters and {@link #MAX_WORDS} words are used
 * @param collection handle of a collection, or empty for the whole shop
 * @param filters wanted values by facet ({@code vendor}, {@code type}, {@code tag}, {@code option.<Name>}); a product must match one value
 *     of every facet
 * @param prices ranges of the list price, of which one must match; empty: any price
 * @param availability filter by availability
 * @param sort {@code relevance}, {@code title}, {@code price-asc} or {@code price-desc}; empty or unknown: by relevance if there is a text,
 *     else in the order of the collection or shop
 * @param page from 1
 * @param size products on a page, 1 to {@link #MAX_SIZE}
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
    /** Largest page size. */
    public static final int MAX_SIZE = 100;

    /** Number of products that can be paged through in an order other than the shop's own. */
    public static final int MAX_DEPTH = 10_000;

    /** Largest number of values for one facet. */
    public static final int MAX_VALUES = 10;

    /** Largest number of values for all facets together. Bounded because each link of a result page repeats them. */
    public static final int MAX_FILTERS = 20;

    /** Number of characters of the text that are used. */
    public static final int MAX_CHARACTERS = 200;

    /** Number of words of the text that are used. */
    public static final int MAX_WORDS = 12;

    /** @throws IllegalArgumentException if page or size is out of range, or there are more than {@link #MAX_FILTERS} filter values */
    public SearchQuery {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        filters.forEach((facet, values) -> copy.put(facet, List.copyOf(values)));
        filters = Collections.unmodifiableMap(copy);
        prices = List.copyOf(prices);
        if (page < 1 || size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException("a page is 1 or more, its size 1 to " + MAX_SIZE);
        }
        if (filters.values().stream().mapToInt(List::size).sum() + prices.size() > MAX_FILTERS) {
            throw new IllegalArgumentException("there are at most " + MAX_FILTERS + " values of filters");
        }
    }

    /** Creates a query for the first page of a search by text alone, in the whole shop. */
    public static SearchQuery of(String text, int size) {
        return new SearchQuery(text, "", Map.of(), List.of(), Availability.ANY, "", 1, size);
    }

    /** Returns the number of products on earlier pages. */
    public long skipped() {
        return (page - 1L) * size;
    }
}
