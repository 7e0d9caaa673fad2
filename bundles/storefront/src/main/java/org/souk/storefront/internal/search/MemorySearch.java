package org.souk.storefront.internal.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Product;
import org.souk.storefront.internal.late.Late;
import org.souk.storefront.internal.search.ProductIndex.Entry;

/** Finds by the start of words, title before properties before description. */
@Component
public final class MemorySearch implements ProductSearch {
    private static final int MOST_WORDS = 12;
    private static final int MOST_VALUES = 100;

    private final Late<ProductIndex> late = new Late<>();

    /** A search over the indexes that are kept with the shops. */
    @Activate
    public MemorySearch() {}

    private record Hit(Entry entry, int score) {}

    @Override
    public SearchPage find(LiveCatalog shop, SearchQuery query) {
        ProductIndex index = shop.share(ProductIndex.class).orElseGet(() -> late(shop.catalog()));
        List<String> words =
                Words.of(query.text()).stream().distinct().limit(MOST_WORDS).toList();
        boolean searched = !query.text().isBlank();
        List<Hit> fitting = new ArrayList<>();
        for (Entry entry : index.entries(query.collection())) {
            int score = entry.score(words);
            if (!searched || score > 0) {
                fitting.add(new Hit(entry, score));
            }
        }
        List<Hit> hits = new ArrayList<>(fitting);
        hits.removeIf(hit -> !passes(hit.entry(), query.filters(), ""));
        order(query, searched).ifPresent(hits::sort);
        List<Product> items = hits.stream()
                .skip((long) (query.page() - 1) * query.size())
                .limit(query.size())
                .map(hit -> hit.entry().product())
                .toList();
        return new SearchPage(items, hits.size(), facets(fitting, query.filters()));
    }

    /** Of a shop that went live before this room was there. */
    private ProductIndex late(Catalog catalog) {
        return late.of(catalog, () -> new ProductIndex(catalog));
    }

    private static java.util.Optional<Comparator<Hit>> order(SearchQuery query, boolean searched) {
        Comparator<Hit> price =
                Comparator.comparing(hit -> hit.entry().product().cheapest().price());
        return switch (query.sort()) {
            case "price-asc" -> java.util.Optional.of(price);
            case "price-desc" -> java.util.Optional.of(price.reversed());
            case "title" ->
                java.util.Optional.of(Comparator.comparing(
                        hit -> String.join(" ", Words.of(hit.entry().product().title()))));
            default ->
                searched
                        ? java.util.Optional.of(
                                Comparator.comparingInt(Hit::score).reversed())
                        : java.util.Optional.empty();
        };
    }

    /** Whether one of each facet's values is there; that of one facet does not count. */
    private static boolean passes(Entry entry, Map<String, List<String>> filters, String but) {
        for (Map.Entry<String, List<String>> filter : filters.entrySet()) {
            Set<String> values = entry.values().getOrDefault(filter.getKey(), Set.of());
            if (!filter.getKey().equals(but)
                    && !filter.getValue().isEmpty()
                    && filter.getValue().stream().noneMatch(values::contains)) {
                return false;
            }
        }
        return true;
    }

    /** How many products each value would leave, the other values of its own facet aside. */
    private static List<Facet> facets(List<Hit> fitting, Map<String, List<String>> filters) {
        Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
        List.of("type", "vendor").forEach(facet -> counts.put(facet, new LinkedHashMap<>()));
        for (Hit hit : fitting) {
            boolean all = passes(hit.entry(), filters, "");
            hit.entry().values().forEach((facet, values) -> {
                if (all || filters.containsKey(facet) && passes(hit.entry(), filters, facet)) {
                    Map<String, Integer> count = counts.computeIfAbsent(facet, f -> new LinkedHashMap<>());
                    values.forEach(value -> count.merge(value, 1, Integer::sum));
                }
            });
        }
        List<Facet> facets = new ArrayList<>();
        Set<String> last = new TreeSet<>(Set.of("tag"));
        counts.forEach((name, count) -> {
            if (!count.isEmpty() && !last.contains(name)) {
                facets.add(facet(name, count));
            }
        });
        last.stream()
                .filter(counts::containsKey)
                .forEach(name -> facets.add(facet(name, counts.getOrDefault(name, Map.of()))));
        return facets;
    }

    private static Facet facet(String name, Map<String, Integer> counts) {
        return new Facet(
                name,
                counts.entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                        .limit(MOST_VALUES)
                        .map(e -> new Facet.Value(e.getKey(), e.getValue()))
                        .toList());
    }
}
