package org.souk.storefront.internal.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.souk.api.money.Money;
import org.souk.api.search.Availability;
import org.souk.api.search.Facet;
import org.souk.api.search.PriceRange;
import org.souk.api.search.SearchPage;
import org.souk.api.search.SearchQuery;
import org.souk.common.text.TextNormalizer;
import org.souk.storefront.internal.search.FilterParameters;
import org.souk.storefront.internal.text.Links;
import org.souk.storefront.internal.text.ThemeTexts;
import org.souk.storefront.internal.view.ChoiceView;
import org.souk.storefront.internal.view.LinkView;
import org.souk.storefront.internal.view.ListingView;
import org.souk.storefront.internal.view.ListingView.ParameterView;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.RequestProblem;

/** The query parameters of a list of products, and the links that change one of them. */
final class ListParameters {
    private static final int PAGE_SIZE = 24;
    private static final int LAST_PAGE = 10_000;
    /** Products on the pages that a search can rank whole. */
    private static final int SORTED_DEPTH = SearchQuery.MAX_DEPTH / PAGE_SIZE * PAGE_SIZE;

    private static final List<String> SORTS = List.of("", "price-asc", "price-desc", "title");
    private static final int MAX_VALUES = 12;

    private final String path;
    private final SearchQuery query;
    private final Map<String, List<String>> filters;
    private final ThemeTexts texts;

    private ListParameters(String path, SearchQuery query, Map<String, List<String>> filters, ThemeTexts texts) {
        this.path = path;
        this.query = query;
        this.filters = filters;
        this.texts = texts;
    }

    /** Reads the query and ignores parameters and values that are no filters. */
    static ListParameters of(Exchange exchange, String collection, ThemeTexts texts) {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        int remaining = SearchQuery.MAX_FILTERS;
        Map<String, List<String>> given = FilterParameters.read(exchange.query(), ListParameters::isFilter);
        for (Map.Entry<String, List<String>> filter : given.entrySet()) {
            String name = filter.getKey();
            List<String> values = filter.getValue().stream()
                    .filter(value -> isValid(name, value))
                    .distinct()
                    .limit(Math.min(SearchQuery.MAX_VALUES, remaining))
                    .toList();
            if (!values.isEmpty()) {
                filters.put(name, values);
                remaining -= values.size();
            }
        }
        String sort = exchange.query("sort").filter(SORTS::contains).orElse("");
        String text = collection.isEmpty() ? exchange.query().text("q") : "";
        Map<String, List<String>> indexed = new LinkedHashMap<>(filters);
        indexed.keySet().removeAll(List.of(Facet.PRICE, Facet.AVAILABLE));
        SearchQuery query = new SearchQuery(
                text.substring(0, Math.min(text.length(), SearchQuery.MAX_CHARACTERS)),
                collection,
                indexed,
                filters.getOrDefault(Facet.PRICE, List.of()).stream()
                        .flatMap(range -> PriceRange.parse(range).stream())
                        .toList(),
                Availability.of(filters.getOrDefault(Facet.AVAILABLE, List.of())),
                sort,
                page(exchange),
                PAGE_SIZE);
        String path = collection.isEmpty() ? "/search" : "/c/" + Links.segment(collection);
        return new ListParameters(path, query, filters, texts);
    }

    SearchQuery query() {
        return query;
    }

    /** @throws RequestProblem 404 for a page beyond the last; an empty list has one page */
    ListingView view(ProductPresenter presenter, SearchPage found) {
        boolean unsortedList = query.text().isEmpty() && query.sort().isEmpty();
        int reachable = unsortedList ? found.total() : Math.min(found.total(), SORTED_DEPTH);
        int pages = Math.max(1, (reachable + PAGE_SIZE - 1) / PAGE_SIZE);
        int page = query.page();
        if (page > pages) {
            throw RequestProblem.notFound("the list has no such page");
        }
        return new ListingView(
                presenter.cards(found.items()),
                found.total(),
                page,
                pages,
                page > 1 ? address(filters, page - 1) : null,
                page < pages ? address(filters, page + 1) : null,
                sorts(),
                found.facets().stream()
                        .map(facet -> facet(facet, presenter))
                        .filter(f ->
                                f.values().size() > 1 || f.open() || f.name().equals(Facet.AVAILABLE))
                        .toList(),
                activeFilters(presenter),
                address(Map.of(), 1),
                parameters(filters));
    }

    private List<ChoiceView> sorts() {
        return SORTS.stream()
                .map(sort -> new ChoiceView(
                        sort,
                        texts.get(
                                sort.isEmpty() && !query.text().isEmpty()
                                        ? "sort.relevance"
                                        : "sort." + (sort.isEmpty() ? "own" : sort)),
                        "",
                        sort.equals(query.sort())))
                .toList();
    }

    private ListingView.FacetView facet(Facet facet, ProductPresenter presenter) {
        List<String> active = filters.getOrDefault(facet.name(), List.of());
        List<ListingView.ValueView> values = facet.values().stream()
                .limit(MAX_VALUES)
                .map(value -> new ListingView.ValueView(
                        label(facet.name(), value.value(), presenter),
                        value.count(),
                        active.stream().anyMatch(one -> isSame(one, value.value())),
                        address(toggle(facet.name(), value.value()), 1)))
                .toList();
        return new ListingView.FacetView(facet.name(), title(facet.name()), !active.isEmpty(), values);
    }

    private List<LinkView> activeFilters(ProductPresenter presenter) {
        List<LinkView> links = new ArrayList<>();
        filters.forEach((name, values) -> values.forEach(value -> {
            String label = label(name, value, presenter);
            String title = name.equals(Facet.AVAILABLE) ? label : title(name) + ": " + label;
            links.add(new LinkView(title, address(toggle(name, value), 1)));
        }));
        return links;
    }

    private List<ParameterView> parameters(Map<String, List<String>> filters) {
        List<ParameterView> parameters = new ArrayList<>();
        if (!query.text().isEmpty()) {
            parameters.add(new ParameterView("q", query.text()));
        }
        filters.forEach((name, values) -> values.forEach(value -> parameters.add(new ParameterView(name, value))));
        return parameters;
    }

    private Map<String, List<String>> toggle(String name, String value) {
        Map<String, List<String>> changed = new LinkedHashMap<>(filters);
        List<String> values = new ArrayList<>(filters.getOrDefault(name, List.of()));
        if (!values.removeIf(one -> isSame(one, value))) {
            values.add(value);
        }
        changed.put(name, values);
        return changed;
    }

    /** The index finds values in any case, so a link may name one in another case than the filter shows it. */
    private static boolean isSame(String one, String other) {
        return TextNormalizer.key(one).equals(TextNormalizer.key(other));
    }

    private String address(Map<String, List<String>> filters, int page) {
        List<ParameterView> parameters = parameters(filters);
        if (!query.sort().isEmpty()) {
            parameters.add(new ParameterView("sort", query.sort()));
        }
        if (page > 1) {
            parameters.add(new ParameterView("page", String.valueOf(page)));
        }
        return parameters.stream()
                .map(field -> Links.parameter(field.name()) + "=" + Links.parameter(field.value()))
                .reduce((a, b) -> a + "&" + b)
                .map(fields -> path + "?" + fields)
                .orElse(path);
    }

    private String title(String facet) {
        return facet.startsWith(Facet.OPTION) ? facet.substring(Facet.OPTION.length()) : texts.get("facet." + facet);
    }

    private String label(String facet, String value, ProductPresenter presenter) {
        if (facet.equals(Facet.AVAILABLE)) {
            return texts.get("facet.available." + value);
        }
        return facet.equals(Facet.PRICE)
                ? PriceRange.parse(value).map(range -> label(range, presenter)).orElse(value)
                : value;
    }

    private String label(PriceRange range, ProductPresenter presenter) {
        String from = money(range.from(), presenter);
        if (range.open()) {
            return texts.get("price.from", from);
        }
        return range.from() == 0
                ? texts.get("price.to", money(range.to(), presenter))
                : texts.get("price.range", from, money(range.to(), presenter));
    }

    private static String money(long amount, ProductPresenter presenter) {
        return presenter
                .formats()
                .money(new Money(amount, presenter.theme().catalog().currency()));
    }

    private static boolean isFilter(String name) {
        return name.equals(Facet.PRICE) || name.equals(Facet.AVAILABLE) || FilterParameters.isIndexed(name);
    }

    private static boolean isValid(String name, String value) {
        return switch (name) {
            case Facet.PRICE -> PriceRange.parse(value).isPresent();
            case Facet.AVAILABLE -> value.equals("true") || value.equals("false");
            default -> true;
        };
    }

    private static int page(Exchange exchange) {
        String text = exchange.query().text("page");
        if (!text.matches("[1-9]\\d*")) {
            return 1;
        }
        return text.length() > 5 ? LAST_PAGE : Math.min(Integer.parseInt(text), LAST_PAGE);
    }
}
