package org.souk.storefront.internal.search;

import java.util.List;
import org.souk.api.catalog.Product;

/**
 * What was found.
 *
 * @param items products of the page asked for
 * @param total products of all pages
 * @param facets how the products found divide
 */
public record SearchPage(List<Product> items, int total, List<Facet> facets) {
    /** Takes copies. */
    public SearchPage {
        items = List.copyOf(items);
        facets = List.copyOf(facets);
    }
}
