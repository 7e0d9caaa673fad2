package org.souk.deployer.internal.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.ProductCollection;
import org.souk.common.text.TextNormalizer;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.read.text.Slug;
import org.souk.deployer.internal.read.text.SpellingSuggestion;
import org.souk.deployer.internal.read.text.Utf8File;
import org.souk.deployer.internal.read.yaml.YamlFile;
import org.souk.deployer.internal.read.yaml.YamlMap;
import org.souk.deployer.internal.read.yaml.YamlNode;

/** Reads the collections from {@code collections.yaml}; without that file, makes one for each product type. */
final class CollectionsReader {
    static final String FILE = "collections.yaml";
    private static final int MAX_COLLECTIONS = 2000;
    /** Limits the suggestions for unknown products, because each compares with every handle. */
    private static final int MAX_SUGGESTIONS = 20;

    private final CatalogFiles files;
    private final Limits limits;
    private final Problems problems;
    private final Map<String, Product> byHandle = new HashMap<>();
    private final List<Product> products;
    /** The key of each product type and tag; the same texts occur in many products. */
    private final Map<String, String> keys = new HashMap<>();
    /** A type or tag as the products have it, by key. */
    private final Map<String, String> types = new LinkedHashMap<>();

    private final Map<String, String> tags = new LinkedHashMap<>();
    private int unknown;

    CollectionsReader(CatalogFiles files, List<Product> products, Limits limits, Problems problems) {
        this.files = files;
        this.limits = limits;
        this.problems = problems;
        this.products = products;
    }

    List<ProductCollection> read() {
        if (files.size(FILE) < 0) {
            return byType();
        }
        for (Product product : products) {
            byHandle.put(product.handle(), product);
            types.putIfAbsent(key(product.type()), product.type());
            product.tags().forEach(tag -> tags.putIfAbsent(key(tag), tag));
        }
        Map<String, ProductCollection> collections = new LinkedHashMap<>();
        for (YamlNode node : nodes()) {
            Optional<ProductCollection> read = node.map(CatalogKeys.COLLECTION).flatMap(this::collection);
            if (read.isEmpty()) {
                continue;
            }
            ProductCollection collection = read.get();
            if (collections.putIfAbsent(collection.handle(), collection) != null) {
                node.error("the collection '" + collection.handle() + "' appears twice; rename one");
            }
        }
        return new ArrayList<>(collections.values());
    }

    private List<YamlNode> nodes() {
        List<YamlNode> nodes = Utf8File.read(files, FILE, limits.yamlBytes(), problems)
                .flatMap(text -> YamlFile.read(FILE, text, Set.of("collections"), problems))
                .map(top -> top.list("collections"))
                .orElse(List.of());
        if (nodes.size() > MAX_COLLECTIONS) {
            nodes.get(MAX_COLLECTIONS).error("there are more than " + MAX_COLLECTIONS + " collections; remove some");
            return nodes.subList(0, MAX_COLLECTIONS);
        }
        return nodes;
    }

    private Optional<ProductCollection> collection(YamlMap m) {
        Optional<String> handle = m.require("handle", "saddles", TaxAndShippingReader.ID);
        Optional<String> title = m.require("title", "Saddles").flatMap(n -> n.line(200));
        Set<String> chosenTypes = chosen(m, "types", "type", types);
        Set<String> chosenTags = chosen(m, "tags", "tag", tags);
        Map<String, Product> chosen = new LinkedHashMap<>();
        m.list("products").forEach(node -> node.line(255).ifPresent(name -> {
            Product product = byHandle.get(name);
            if (product == null) {
                node.warning("there is no product '" + name + "'" + suggestion(name, byHandle.keySet()));
            } else {
                chosen.put(name, product);
            }
        }));
        for (Product product : products) {
            if (chosenTypes.contains(key(product.type()))
                    || product.tags().stream().anyMatch(tag -> chosenTags.contains(key(tag)))) {
                chosen.putIfAbsent(product.handle(), product);
            }
        }
        if (chosen.isEmpty() && handle.isPresent()) {
            m.self()
                    .warning(
                            "the collection '" + handle.get() + "' has no products; look at its types, tags, products");
        }
        Optional<String> image = m.get("image").flatMap(node -> ThemeReader.staticFile(node, "", files));
        return handle.flatMap(h -> title.map(t -> new ProductCollection(
                h, t, m.text("description", 5000), image.orElse(null), new ArrayList<>(chosen.values()))));
    }

    /**
     * The keys in a list of types or tags; warns about those that no product has.
     *
     * @param known the types or tags of all products by key
     */
    private Set<String> chosen(YamlMap m, String list, String what, Map<String, String> known) {
        Set<String> chosen = new LinkedHashSet<>();
        m.list(list).forEach(node -> node.line(255).ifPresent(word -> {
            if (chosen.add(key(word)) && !known.containsKey(key(word))) {
                node.warning("no product has the " + what + " '" + word + "'" + suggestion(word, known.values()));
            }
        }));
        return chosen;
    }

    private String suggestion(String word, Collection<String> known) {
        return (++unknown > MAX_SUGGESTIONS ? Optional.<String>empty() : SpellingSuggestion.of(word, known))
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("; remove it here");
    }

    private String key(String text) {
        return keys.computeIfAbsent(text, TextNormalizer::key);
    }

    /** A collection for each type; types that differ only in case or blanks are one. Its title is the most frequent spelling. */
    private List<ProductCollection> byType() {
        Map<String, List<Product>> byType = new LinkedHashMap<>();
        products.forEach(p ->
                byType.computeIfAbsent(key(p.type()), t -> new ArrayList<>()).add(p));
        byType.remove("");
        Set<String> handles = new HashSet<>();
        List<ProductCollection> collections = new ArrayList<>();
        byType.values().forEach(members -> {
            String title = mostFrequentType(members);
            collections.add(new ProductCollection(Slug.unique(title, handles), title, "", null, members));
        });
        return collections;
    }

    /** The type that most products have; of equally frequent ones the first. */
    private static String mostFrequentType(List<Product> members) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        members.forEach(product -> counts.merge(product.type(), 1, Integer::sum));
        int most = Collections.max(counts.values());
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() == most)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
