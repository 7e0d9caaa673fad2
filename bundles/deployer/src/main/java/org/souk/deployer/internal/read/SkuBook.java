package org.souk.deployer.internal.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.Variant;

/**
 * Gives every variant its SKU: the file's own first, wherever they stand, then made ones for those without. A made SKU comes from
 * handle and options alone, so that it stays the same when rows move.
 */
final class SkuBook {
    private final Problems problems;
    private final Map<Sku, Long> lines = new HashMap<>();
    private final Map<VariantDraft, Sku> given = new java.util.IdentityHashMap<>();

    SkuBook(Problems problems) {
        this.problems = problems;
    }

    List<Product> finish(List<ProductDraft> drafts) {
        drafts.forEach(draft -> draft.variants.forEach(this::take));
        List<Product> products = new ArrayList<>();
        for (ProductDraft draft : drafts) {
            List<Variant> variants = new ArrayList<>();
            for (VariantDraft variant : draft.variants) {
                Sku sku = given.get(variant);
                variants.add(variant.with(sku != null ? sku : make(draft, variant)));
            }
            products.add(draft.product(variants));
        }
        return products;
    }

    private void take(VariantDraft variant) {
        if (variant.sku().isEmpty()) {
            return;
        }
        Row row = variant.row();
        Sku sku;
        try {
            sku = new Sku(variant.sku());
        } catch (IllegalArgumentException e) {
            problems.warning(row.file(), row.line(), e.getMessage() + "; another is made from handle and options");
            return;
        }
        Long before = lines.putIfAbsent(sku, row.line());
        if (before == null) {
            given.put(variant, sku);
        } else {
            problems.warning(
                    row.file(),
                    row.line(),
                    "the SKU '" + sku + "' stands in line " + before
                            + " already; that one keeps it and this variant gets one made from handle and options");
        }
    }

    private Sku make(ProductDraft draft, VariantDraft variant) {
        StringBuilder made = new StringBuilder(draft.handle);
        variant.options().values().forEach(value -> made.append('-').append(word(value)));
        String base = made.length() <= 200 ? made.toString() : made.substring(0, 180) + "-" + hash(made.toString());
        Sku sku = new Sku(base);
        for (int i = 2; lines.putIfAbsent(sku, variant.row().line()) != null; i++) {
            sku = new Sku(base + "-" + i);
        }
        return sku;
    }

    /** The value as a word; one of signs alone ({@code +}, {@code ½"}) becomes a number of its own. */
    private static String word(String value) {
        String slug = Slug.of(value);
        return slug.isEmpty() ? hash(value) : slug;
    }

    private static String hash(String text) {
        return Integer.toHexString(text.hashCode());
    }
}
