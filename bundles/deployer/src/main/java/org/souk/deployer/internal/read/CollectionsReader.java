package org.souk.deployer.internal.read;

import java.util.ArrayList;
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
        products.forEach(product -> byHandle.put(product.handle(), product));
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
        Set<String> types = words(m, "types");
        Set<String> tags = words(m, "tags");
        Map<String, Product> chosen = new LinkedHashMap<>();
        m.list("products").forEach(node -> node.line(255).ifPresent(name -> {
            Product product = byHandle.get(name);
            if (product == null) {
                node.warning("there is no product '" + name + "'"
                        + (++unknown > MAX_SUGGESTIONS
                                        ? Optional.<String>empty()
                                        : SpellingSuggestion.of(name, byHandle.keySet()))
                                .map(near -> "; did you mean '" + near + "'?")
                                .orElse("; remove it here"));
            } else {
                chosen.put(name, product);
            }
        }));
        for (Product product : products) {
            if (types.contains(product.type()) || product.tags().stream().anyMatch(tags::contains)) {
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

    private static Set<String> words(YamlMap m, String key) {
        Set<String> words = new LinkedHashSet<>();
        m.list(key).forEach(node -> node.line(255).ifPresent(words::add));
        return words;
    }

    private List<ProductCollection> byType() {
        Map<String, List<Product>> types = new LinkedHashMap<>();
        products.forEach(
                p -> types.computeIfAbsent(p.type(), t -> new ArrayList<>()).add(p));
        types.remove("");
        Set<String> handles = new HashSet<>();
        List<ProductCollection> collections = new ArrayList<>();
        types.forEach((type, members) ->
                collections.add(new ProductCollection(Slug.unique(type, handles), type, "", null, members)));
        return collections;
    }
}
