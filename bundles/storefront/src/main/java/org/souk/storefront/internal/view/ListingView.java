package org.souk.storefront.internal.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of products.
 *
 * @param cards of this page
 * @param total number of products on all pages
 * @param page number of this page, from 1
 * @param pages number of pages
 * @param previous address of the previous page, or null
 * @param next address of the next page, or null
 * @param sorts sort orders
 * @param facets properties to filter by
 * @param chosen active filters, each with the address that removes it
 * @param clear address without filters
 * @param hidden parameters that a form of the page must send
 */
public record ListingView(
        List<CardView> cards,
        int total,
        int page,
        int pages,
        @Nullable String previous,
        @Nullable String next,
        List<ChoiceView> sorts,
        List<FacetView> facets,
        List<LinkView> chosen,
        String clear,
        List<ParameterView> hidden) {
    /**
     * @param name of the parameter
     * @param title that the shopper reads
     * @param open whether the shopper filters by a value of this property
     */
    public record FacetView(String name, String title, boolean open, List<ValueView> values) {}

    /** @param address that adds or removes the value */
    public record ValueView(String title, int count, boolean chosen, String address) {}

    public record ParameterView(String name, String value) {}
}
