package org.souk.storefront.internal.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.ProductCollection;
import org.souk.api.search.Facet;
import org.souk.api.search.ProductSearch;
import org.souk.api.search.SearchPage;
import org.souk.api.search.SearchQuery;
import org.souk.api.search.Suggestion;

/** Finds titles and options by a part of them; corrects one misspelling, {@code snafle}. */
public final class FakeSearch implements ProductSearch {
    public boolean ready = true;
    /** Whether the bundle was replaced, so that classes that it never used cannot be loaded any more. */
    public boolean replaced;
    /** Least total that is reported. */
    public int leastTotal;

    @Override
    public Optional<SearchPage> find(LiveCatalog shop, SearchQuery query) {
        if (replaced) {
            throw new NoClassDefFoundError("FoldingFilter");
        }
        if (!ready) {
            return Optional.empty();
        }
        boolean forgiven = query.text().equals("snafle");
        String text = forgiven ? "snaffle" : query.text().toLowerCase(Locale.ROOT);
        List<Product> found = shop.catalog().products().stream()
                .filter(p -> (p.title() + facets(p)).toLowerCase(Locale.ROOT).contains(text))
                .filter(p -> query.collection().isEmpty()
                        || shop.catalog()
                                .collection(query.collection())
                                .map(ProductCollection::products)
                                .orElse(List.of())
                                .contains(p))
                .toList();
        List<Product> left = found.stream()
                .filter(p -> query.filters().entrySet().stream().allMatch(filter -> filter.getValue().stream()
                        .anyMatch(facets(p).getOrDefault(filter.getKey(), new TreeSet<>())::contains)))
                .filter(p -> query.prices().isEmpty()
                        || query.prices().stream()
                                .anyMatch(r -> r.contains(p.cheapest().price().amount())))
                .toList();
        Map<String, Map<String, Integer>> counts = new TreeMap<>();
        found.forEach(p -> facets(p)
                .forEach((name, values) -> values.forEach(value ->
                        counts.computeIfAbsent(name, n -> new TreeMap<>()).merge(value, 1, Integer::sum))));
        List<Facet> facets = new ArrayList<>();
        counts.forEach((name, values) -> facets.add(new Facet(
                name,
                values.entrySet().stream()
                        .map(e -> new Facet.Value(e.getKey(), e.getValue()))
                        .toList())));
        facets.add(new Facet(Facet.PRICE, List.of(new Facet.Value("0-1999", 1), new Facet.Value("2000-", 1))));
        facets.add(new Facet(Facet.AVAILABLE, List.of(new Facet.Value("true", 1))));
        List<Product> page =
                left.stream().skip(query.skipped()).limit(query.size()).toList();
        return Optional.of(new SearchPage(page, Math.max(leastTotal, left.size()), facets, forgiven ? text : null));
    }

    @Override
    public List<Suggestion> suggest(LiveCatalog shop, String text, int limit) {
        return List.of();
    }

    private static Map<String, TreeSet<String>> facets(Product product) {
        Map<String, TreeSet<String>> values = new TreeMap<>();
        values.computeIfAbsent("type", n -> new TreeSet<>()).add(product.type());
        if (!product.vendor().isEmpty()) {
            values.computeIfAbsent("vendor", n -> new TreeSet<>()).add(product.vendor());
        }
        product.tags().forEach(tag -> values.computeIfAbsent("tag", n -> new TreeSet<>())
                .add(tag));
        product.variants().forEach(v -> v.options()
                .forEach((name, value) -> values.computeIfAbsent("option." + name, n -> new TreeSet<>())
                        .add(value)));
        return values;
    }
}
