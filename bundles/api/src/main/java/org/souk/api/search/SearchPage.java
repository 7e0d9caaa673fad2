package org.souk.api.search;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Product;

/**
 * What was found.
 *
 * @param items products of the page asked for, at most its size
 * @param total products of all pages
 * @param facets how the products found divide; kinds and makers first, then price, availability, options and tags; none without a value
 * @param correctedOrNull the text that was searched instead where a typing error was forgiven, as shoppers write it; null where all words
 *     were taken as they came
 */
public record SearchPage(
        List<Product> items,
        int total,
        List<Facet> facets,
        @Nullable String correctedOrNull) {
    /** Takes copies. */
    public SearchPage {
        items = List.copyOf(items);
        facets = List.copyOf(facets);
    }

    /** The text that was searched instead. */
    public Optional<String> corrected() {
        return Optional.ofNullable(correctedOrNull);
    }
}
