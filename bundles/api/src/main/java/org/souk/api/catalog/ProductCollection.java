package org.souk.api.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A category of the shop.
 *
 * @param handle its name in addresses
 * @param title what the shopper reads
 * @param description may be empty
 * @param image a file in {@code static/}, or null
 * @param products its products in their order; instances of the catalog's own list
 */
public record ProductCollection(
        String handle,
        String title,
        String description,
        @Nullable String image,
        List<Product> products) {
    /** Takes a copy. */
    public ProductCollection {
        products = List.copyOf(products);
    }
}
