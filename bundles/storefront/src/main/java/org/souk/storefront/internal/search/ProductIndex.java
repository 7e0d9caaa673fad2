package org.souk.storefront.internal.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.ProductCollection;
import org.souk.api.catalog.Variant;

/** The words and properties of one catalog's products, in memory. Looks at each product at each search: for shops of thousands. */
final class ProductIndex {
    /**
     * A product.
     *
     * @param title its words, sorted
     * @param about words of vendor, type, tags, options, sorted
     * @param text words of the description, sorted
     * @param values by facet
     */
    record Entry(Product product, String[] title, String[] about, String[] text, Map<String, Set<String>> values) {
        /** How well all of the words fit; 0 if one does not. */
        int score(List<String> words) {
            int score = 0;
            for (String word : words) {
                int best = Math.max(fit(title, word, 12, 8), Math.max(fit(about, word, 6, 4), fit(text, word, 2, 1)));
                if (best == 0) {
                    return 0;
                }
                score += best;
            }
            return score;
        }

        private static int fit(String[] sorted, String word, int whole, int start) {
            int at = Arrays.binarySearch(sorted, word);
            if (at >= 0) {
                return whole;
            }
            int next = -at - 1;
            return next < sorted.length && sorted[next].startsWith(word) ? start : 0;
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, List<Entry>> collections = new HashMap<>();

    ProductIndex(Catalog catalog) {
        Map<String, Entry> byHandle = new HashMap<>();
        for (Product product : catalog.products()) {
            Entry entry = entry(product);
            entries.add(entry);
            byHandle.put(product.handle(), entry);
        }
        for (ProductCollection collection : catalog.collections()) {
            collections.put(
                    collection.handle(),
                    collection.products().stream()
                            .map(p -> byHandle.get(p.handle()))
                            .filter(java.util.Objects::nonNull)
                            .toList());
        }
    }

    /** Those of a collection in its order; of all if it is empty. */
    List<Entry> entries(String collection) {
        return collection.isEmpty() ? entries : collections.getOrDefault(collection, List.of());
    }

    private static Entry entry(Product product) {
        Map<String, Set<String>> values = new LinkedHashMap<>();
        put(values, "vendor", product.vendor());
        put(values, "type", product.type());
        product.tags().forEach(tag -> put(values, "tag", tag));
        List<String> about = new ArrayList<>();
        for (Variant variant : product.variants()) {
            variant.options().forEach((name, value) -> put(values, "option." + name, value));
            about.add(variant.sku().value());
        }
        values.values().forEach(about::addAll);
        return new Entry(
                product,
                words(product.title()),
                words(String.join(" ", about)),
                words(product.descriptionHtml().replaceAll("<[^>]{0,1000}>", " ")),
                values);
    }

    private static void put(Map<String, Set<String>> values, String facet, String value) {
        if (!value.isBlank()) {
            values.computeIfAbsent(facet, f -> new java.util.LinkedHashSet<>()).add(value);
        }
    }

    private static String[] words(String text) {
        return new HashSet<>(Words.of(text)).stream().sorted().toArray(String[]::new);
    }
}
