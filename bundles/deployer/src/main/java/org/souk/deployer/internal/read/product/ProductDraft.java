package org.souk.deployer.internal.read.product;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Variant;
import org.souk.common.text.TextNormalizer;
import org.souk.deployer.internal.read.table.Row;

/** A product whose rows are being read. */
final class ProductDraft {
    /** The number of images that Shopify allows. */
    private static final int MAX_IMAGES = 250;

    final Row first;
    final String handle;
    final String title;
    private final String type;
    final List<String> optionNames;
    final List<VariantDraft> variants = new ArrayList<>(2);
    /** Whether a reported problem already says why the product has no variants. */
    boolean reported;
    /** Whether a row of it was skipped because its variant cannot be used. */
    boolean skippedRows;

    private final List<Positioned> images = new ArrayList<>(2);
    /**
     * The line of each combination of options. Created with the second variant, as {@code sources} with the second image: most products
     * have one of each.
     */
    private @Nullable Map<String, Long> combinations;

    private @Nullable Set<String> sources;

    private record Positioned(int position, Product.Image image) {}

    ProductDraft(Row first, String handle, String title, String type, List<String> optionNames) {
        this.first = first;
        this.handle = handle;
        this.title = title;
        this.type = type;
        this.optionNames = optionNames;
    }

    /** Adds a variant and returns 0, or returns the line of an earlier variant with the same options. */
    long add(VariantDraft variant) {
        if (!variants.isEmpty()) {
            if (combinations == null) {
                combinations = new HashMap<>();
                combinations.put(combination(variants.get(0)), variants.get(0).line());
            }
            Long before = combinations.putIfAbsent(combination(variant), variant.line());
            if (before != null) {
                return before;
            }
        }
        variants.add(variant);
        return 0;
    }

    private static String combination(VariantDraft variant) {
        return String.join("\u0000", variant.options().values());
    }

    void add(Product.Image image, String position) {
        if (images.size() >= MAX_IMAGES) {
            return;
        }
        if (!images.isEmpty()) {
            if (sources == null) {
                sources = new HashSet<>();
                sources.add(images.get(0).image().source());
            }
            if (!sources.add(image.source())) {
                return;
            }
        }
        images.add(new Positioned(position(position), image));
    }

    private static int position(String text) {
        boolean number = !text.isEmpty() && text.length() <= 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(text) : Integer.MAX_VALUE;
    }

    Product product(List<Variant> finished, ValueInterner interner) {
        images.sort(Comparator.comparingInt(Positioned::position));
        return new Product(
                handle,
                title,
                first.get("body"),
                interner.text(TextNormalizer.caseKey(first.get("vendor"))),
                interner.text(type),
                tags(first.get("tags"), interner),
                optionNames,
                finished,
                images.stream().map(Positioned::image).toList(),
                first.get("seotitle"),
                first.get("seodescription"));
    }

    private static Set<String> tags(String text, ValueInterner interner) {
        Set<String> tags = new LinkedHashSet<>();
        for (String tag : text.split(",", -1)) {
            if (!TextNormalizer.isBlank(tag)) {
                tags.add(interner.text(TextNormalizer.caseKey(tag)));
            }
        }
        return tags;
    }
}
