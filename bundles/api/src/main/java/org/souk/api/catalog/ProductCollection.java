package org.souk.api.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A category of products. Immutable.
 *
 * @param handle identifies the collection in URLs
 * @param title shown to shoppers
 * @param description may be empty
 * @param image a name in {@code static/}, or null
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
