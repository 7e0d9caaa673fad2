package org.souk.storefront.internal.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.souk.api.catalog.Product;
import org.souk.api.search.Availability;
import org.souk.api.search.Facet;
import org.souk.api.search.PriceRange;
import org.souk.api.search.SearchPage;
import org.souk.api.search.SearchQuery;
import org.souk.api.search.Suggestion;
import org.souk.common.text.TextNormalizer;
import org.souk.storefront.internal.search.FilterParameters;
import org.souk.storefront.internal.search.ProductFinder;
import org.souk.storefront.internal.text.Links;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestProblem;

/** The calls of the JSON API that read the catalog: the shop, one product, a search with filters, and suggestions. They need no session. */
final class CatalogCalls {
    static final Set<String> SORTS = Set.of("relevance", "title", "price-asc", "price-desc");
    private static final int DEFAULT_SIZE = 24;
    private static final int LAST_PAGE = 100_000;
    private static final int MAX_SUGGESTIONS = 8;

    private final ProductFinder finder;
    private final ProductJson products;

    CatalogCalls(ProductFinder finder, ProductJson products) {
        this.finder = finder;
        this.products = products;
    }

    Reply shop(Exchange exchange) {
        return Json.cached(exchange, ShopJson.shop(exchange));
    }

    Reply product(Exchange exchange) {
        Product product = exchange.catalog()
                .product(exchange.variable("handle"))
                .orElseThrow(() -> RequestProblem.notFound("the shop has no such product"));
        return Json.cached(exchange, products.product(exchange.shop(), product));
    }

    Reply products(Exchange exchange) {
        SearchQuery query = query(exchange);
        SearchPage found = finder.find(exchange.shop(), query);
        ObjectNode node = Json.object();
        ArrayNode items = node.putArray("items");
        products.items(exchange.shop(), found.items()).forEach(items::add);
        node.put("total", found.total());
        node.put("page", query.page());
        node.put("size", query.size());
        ObjectNode facets = node.putObject("facets");
        for (Facet facet : found.facets()) {
            ArrayNode values = facets.putArray(facet.name());
            facet.values()
                    .forEach(value ->
                            values.addObject().put("value", value.value()).put("count", value.count()));
        }
        found.corrected().ifPresent(text -> node.put("corrected", text));
        return Json.cached(exchange, node);
    }

    Reply suggestions(Exchange exchange) {
        Map<String, String> errors = new TreeMap<>();
        String text = text(exchange, errors);
        if (!errors.isEmpty()) {
            throw JsonProblems.invalid(errors);
        }
        ObjectNode node = Json.object();
        ArrayNode items = node.putArray("items");
        for (Suggestion suggestion : finder.suggest(exchange.shop(), text, MAX_SUGGESTIONS)) {
            ObjectNode item = items.addObject().put("text", suggestion.text());
            suggestion.product().ifPresent(product -> item.put("url", "/p/" + Links.segment(product.handle())));
        }
        return Json.cached(exchange, node);
    }

    private static String text(Exchange exchange, Map<String, String> errors) {
        String text = exchange.query().text("q");
        if (text.length() > SearchQuery.MAX_CHARACTERS) {
            errors.put("q", "This has at most " + SearchQuery.MAX_CHARACTERS + " characters.");
        }
        return text;
    }

    private static SearchQuery query(Exchange exchange) {
        Map<String, String> errors = new TreeMap<>();
        String text = text(exchange, errors);
        String sort = exchange.query().text("sort");
        if (!sort.isEmpty() && !SORTS.contains(sort)) {
            errors.put(
                    "sort",
                    "This is one of "
                            + String.join(", ", SORTS.stream().sorted().toList()) + ".");
        }
        int page = number(exchange, "page", 1, LAST_PAGE, errors);
        int size = number(exchange, "size", DEFAULT_SIZE, SearchQuery.MAX_SIZE, errors);
        Map<String, List<String>> filters = FilterParameters.read(exchange.query(), FilterParameters::isIndexed);
        List<PriceRange> prices = prices(exchange, errors);
        int values = filters.values().stream().mapToInt(List::size).sum() + prices.size();
        filters.forEach((name, given) -> {
            if (given.size() > SearchQuery.MAX_VALUES) {
                errors.put(name, "This is given at most " + SearchQuery.MAX_VALUES + " times.");
            }
        });
        if (values > SearchQuery.MAX_FILTERS) {
            errors.put("filters", "All filters together have at most " + SearchQuery.MAX_FILTERS + " values.");
        }
        String available = exchange.query().text("available");
        if (!Set.of("", "true", "false").contains(available)) {
            errors.put("available", "This is true or false.");
        }
        if (!errors.isEmpty()) {
            throw JsonProblems.invalid(errors);
        }
        return new SearchQuery(
                text,
                exchange.query().text("collection"),
                filters,
                prices,
                Availability.of(List.of(available)),
                sort,
                page,
                size);
    }

    private static List<PriceRange> prices(Exchange exchange, Map<String, String> errors) {
        List<String> texts = exchange.query().all("price").stream()
                .filter(text -> !TextNormalizer.isBlank(text))
                .toList();
        List<PriceRange> prices =
                texts.stream().flatMap(text -> PriceRange.parse(text).stream()).toList();
        if (prices.size() < texts.size()) {
            errors.put("price", "This is a range of minor units: 1000-4999, 5000- or -999.");
        } else if (prices.size() > SearchQuery.MAX_VALUES) {
            errors.put("price", "This is given at most " + SearchQuery.MAX_VALUES + " times.");
        }
        return prices;
    }

    private static int number(Exchange exchange, String name, int fallback, int max, Map<String, String> errors) {
        String text = exchange.query().text(name);
        if (text.isEmpty()) {
            return fallback;
        }
        int value = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
        if (value < 1 || value > max) {
            errors.put(name, "This is a whole number from 1 to " + max + ".");
            return fallback;
        }
        return value;
    }
}
