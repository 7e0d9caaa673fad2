package org.souk.api.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group of products, for example new arrivals, with a page of its own. A product can be in several collections or in none. Immutable.
 *
 * @param handle identifies the collection in URLs
 * @param title shown to shoppers
 * @param description may be empty
 * @param image the name of a file in the catalog's folder {@code static/}, or null
 * @param products in display order; the same instances as in {@link Catalog#products}
 */
public record ProductCollection(
        String handle,
        String title,
        String description,
        @Nullable String image,
        List<Product> products) {
    public ProductCollection {
        products = List.copyOf(products);
    }
}
