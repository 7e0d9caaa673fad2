package org.souk.api.search;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Product;

/**
 * A page of search results.
 *
 * @param items products of this page
 * @param total number of products on all pages
 * @param facets in the order vendor, type, price, availability, options, tags; each has at least one value
 * @param correctedOrNull the text that was searched instead because of a typing error; null if all words were known
 */
public record SearchPage(
        List<Product> items,
        int total,
        List<Facet> facets,
        @Nullable String correctedOrNull) {
    public SearchPage {
        items = List.copyOf(items);
        facets = List.copyOf(facets);
    }

    /** Returns the text that was searched instead because of a typing error; empty if all words were known. */
    public Optional<String> corrected() {
        return Optional.ofNullable(correctedOrNull);
    }
}
