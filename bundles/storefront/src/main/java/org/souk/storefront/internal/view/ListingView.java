package org.souk.storefront.internal.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Products found.
 *
 * @param cards those of this page
 * @param total those of all pages
 * @param page number of this page, from 1
 * @param pages how many there are
 * @param previous address of the page before, or null
 * @param next address of the page after, or null
 * @param sorts orders to choose from
 * @param facets properties to choose from
 * @param chosen filters that are on, each with the address that takes it off
 * @param clear address without filters
 * @param hidden parameters that a form of the page sends along
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
     * A property.
     *
     * @param name of the parameter
     * @param title what the shopper reads
     * @param open whether one of its values is on
     */
    public record FacetView(String name, String title, boolean open, List<ValueView> values) {}

    /** A value of it; the address turns it on or off. */
    public record ValueView(String title, int count, boolean chosen, String address) {}

    /** A parameter. */
    public record ParameterView(String name, String value) {}
}
