package org.souk.storefront.internal.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.souk.api.money.Money;
import org.souk.api.search.Availability;
import org.souk.api.search.Facet;
import org.souk.api.search.PriceRange;
import org.souk.api.search.SearchPage;
import org.souk.api.search.SearchQuery;
import org.souk.storefront.internal.text.Links;
import org.souk.storefront.internal.text.ThemeTexts;
import org.souk.storefront.internal.view.ChoiceView;
import org.souk.storefront.internal.view.LinkView;
import org.souk.storefront.internal.view.ListingView;
import org.souk.storefront.internal.web.Exchange;

/** The parameters of a list of products, and the addresses that change one of them. */
final class ListParameters {
    private static final int SIZE = 24;
    private static final int LAST_PAGE = 10_000;
    private static final List<String> SORTS = List.of("", "price-asc", "price-desc", "title");
    private static final int MOST_VALUES = 12;
    private static final Set<String> NAMES = Set.of(Facet.VENDOR, Facet.TYPE, Facet.TAG, Facet.PRICE, Facet.AVAILABLE);

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

    /** As the address says; what it says wrongly is passed over. */
    static ListParameters of(Exchange exchange, String collection, ThemeTexts texts) {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        int left = SearchQuery.MOST_FILTERS;
        for (Map.Entry<String, List<String>> field : exchange.query().fields().entrySet()) {
            List<String> wanted = field.getValue().stream()
                    .filter(v -> !v.isBlank() && fits(field.getKey(), v))
                    .distinct()
                    .limit(Math.min(SearchQuery.MOST_VALUES, left))
                    .toList();
            if (filter(field.getKey()) && !wanted.isEmpty()) {
                filters.put(field.getKey(), wanted);
                left -= wanted.size();
            }
        }
        String sort = exchange.query("sort").filter(SORTS::contains).orElse("");
        String text = collection.isEmpty() ? exchange.query().text("q") : "";
        Map<String, List<String>> named = new LinkedHashMap<>(filters);
        named.keySet().removeAll(List.of(Facet.PRICE, Facet.AVAILABLE));
        SearchQuery query = new SearchQuery(
                text.substring(0, Math.min(text.length(), SearchQuery.LONGEST)),
                collection,
                named,
                filters.getOrDefault(Facet.PRICE, List.of()).stream()
                        .flatMap(range -> PriceRange.parse(range).stream())
                        .toList(),
                Availability.of(filters.getOrDefault(Facet.AVAILABLE, List.of())),
                sort,
                page(exchange),
                SIZE);
        String path = collection.isEmpty() ? "/search" : "/c/" + Links.segment(collection);
        return new ListParameters(path, query, filters, texts);
    }

    SearchQuery query() {
        return query;
    }

    ListingView view(ProductPresenter shelf, SearchPage found) {
        boolean own = query.text().isEmpty() && query.sort().isEmpty();
        int reached = own ? found.total() : Math.min(found.total(), SearchQuery.DEEPEST);
        int pages = Math.max(1, (reached + SIZE - 1) / SIZE);
        int page = query.page();
        return new ListingView(
                shelf.cards(found.items()),
                found.total(),
                page,
                pages,
                page > 1 ? address(filters, page - 1) : null,
                page < pages ? address(filters, page + 1) : null,
                sorts(),
                found.facets().stream()
                        .map(facet -> facet(facet, shelf))
                        .filter(f ->
                                f.values().size() > 1 || f.open() || f.name().equals(Facet.AVAILABLE))
                        .toList(),
                chosen(shelf),
                address(Map.of(), 1),
                hidden());
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

    private ListingView.FacetView facet(Facet facet, ProductPresenter shelf) {
        List<String> wanted = filters.getOrDefault(facet.name(), List.of());
        List<ListingView.ValueView> values = facet.values().stream()
                .limit(MOST_VALUES)
                .map(value -> new ListingView.ValueView(
                        words(facet.name(), value.value(), shelf),
                        value.count(),
                        wanted.contains(value.value()),
                        address(toggle(facet.name(), value.value()), 1)))
                .toList();
        return new ListingView.FacetView(facet.name(), title(facet.name()), !wanted.isEmpty(), values);
    }

    private List<LinkView> chosen(ProductPresenter shelf) {
        List<LinkView> links = new ArrayList<>();
        filters.forEach((name, values) -> values.forEach(value -> {
            String words = words(name, value, shelf);
            String title = name.equals(Facet.AVAILABLE) ? words : title(name) + ": " + words;
            links.add(new LinkView(title, address(toggle(name, value), 1)));
        }));
        return links;
    }

    private List<ListingView.ParameterView> hidden() {
        List<ListingView.ParameterView> hidden = new ArrayList<>();
        if (!query.text().isEmpty()) {
            hidden.add(new ListingView.ParameterView("q", query.text()));
        }
        filters.forEach((name, values) -> values.forEach(v -> hidden.add(new ListingView.ParameterView(name, v))));
        return hidden;
    }

    private Map<String, List<String>> toggle(String name, String value) {
        Map<String, List<String>> changed = new LinkedHashMap<>(filters);
        List<String> values = new ArrayList<>(filters.getOrDefault(name, List.of()));
        if (!values.remove(value)) {
            values.add(value);
        }
        changed.put(name, values);
        return changed;
    }

    private String address(Map<String, List<String>> filters, int page) {
        StringBuilder address = new StringBuilder(path);
        add(address, "q", query.text().isEmpty() ? null : query.text());
        filters.forEach((name, values) -> values.forEach(value -> add(address, name, value)));
        add(address, "sort", query.sort().isEmpty() ? null : query.sort());
        add(address, "page", page == 1 ? null : String.valueOf(page));
        return address.toString();
    }

    private static void add(StringBuilder address, String name, @Nullable String value) {
        if (value != null) {
            address.append(address.indexOf("?") < 0 ? '?' : '&')
                    .append(Links.parameter(name))
                    .append('=')
                    .append(Links.parameter(value));
        }
    }

    private String title(String facet) {
        return facet.startsWith("option.") ? facet.substring("option.".length()) : texts.get("facet." + facet);
    }

    /** A value as the shopper reads it. */
    private String words(String facet, String value, ProductPresenter shelf) {
        if (facet.equals(Facet.AVAILABLE)) {
            return texts.get("facet.available." + value);
        }
        return facet.equals(Facet.PRICE)
                ? PriceRange.parse(value).map(range -> words(range, shelf)).orElse(value)
                : value;
    }

    private String words(PriceRange range, ProductPresenter shelf) {
        String from = money(range.from(), shelf);
        if (range.open()) {
            return texts.get("price.from", from);
        }
        return range.from() == 0
                ? texts.get("price.to", money(range.to(), shelf))
                : texts.get("price.range", from, money(range.to(), shelf));
    }

    private static String money(long amount, ProductPresenter shelf) {
        return shelf.formats().money(new Money(amount, shelf.share().catalog().currency()));
    }

    private static boolean filter(String name) {
        return NAMES.contains(name) || name.startsWith(Facet.OPTION);
    }

    private static boolean fits(String name, String value) {
        return switch (name) {
            case Facet.PRICE -> PriceRange.parse(value).isPresent();
            case Facet.AVAILABLE -> value.equals("true") || value.equals("false");
            default -> true;
        };
    }

    private static int page(Exchange exchange) {
        String text = exchange.query().text("page");
        return text.matches("[1-9]\\d{0,4}") ? Math.min(Integer.parseInt(text), LAST_PAGE) : 1;
    }
}
