package org.souk.deployer.internal.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Variant;

/** A product while its rows are being read. */
final class ProductDraft {
    /** As many as Shopify takes; nobody looks at more. */
    private static final int MOST_IMAGES = 250;

    final Row first;
    final String handle;
    final List<String> optionNames;
    final List<VariantDraft> variants = new ArrayList<>();
    /** Whether it was told why it has no variants. */
    boolean told;

    private final Map<String, Long> combinations = new TreeMap<>();
    private final List<Positioned> images = new ArrayList<>();
    private final Set<String> sources = new HashSet<>();

    private record Positioned(int position, Product.Image image) {}

    ProductDraft(Row first, String handle, List<String> optionNames) {
        this.first = first;
        this.handle = handle;
        this.optionNames = optionNames;
    }

    /** The line of an earlier variant with the same options, or 0 if there is none and this one was added. */
    long add(VariantDraft variant) {
        Long before = combinations.putIfAbsent(
                String.join("\u0000", variant.options().values()), variant.row().line());
        if (before == null) {
            variants.add(variant);
        }
        return before == null ? 0 : before;
    }

    void add(Product.Image image, String position) {
        int at = position.matches("\\d{1,6}") ? Integer.parseInt(position) : Integer.MAX_VALUE;
        if (images.size() < MOST_IMAGES && sources.add(image.source())) {
            images.add(new Positioned(at, image));
        }
    }

    Product product(List<Variant> finished) {
        return new Product(
                handle,
                first.get("title"),
                first.get("body"),
                first.get("vendor"),
                first.get("type"),
                tags(first.get("tags")),
                optionNames,
                finished,
                images.stream()
                        .sorted(Comparator.comparingInt(Positioned::position))
                        .map(Positioned::image)
                        .toList(),
                first.get("seotitle"),
                first.get("seodescription"));
    }

    static Set<String> tags(String text) {
        Set<String> tags = new LinkedHashSet<>();
        for (String tag : text.split(",")) {
            if (!tag.isBlank()) {
                tags.add(tag.strip());
            }
        }
        return tags;
    }
}
