package org.souk.deployer.internal.read.product;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.Variant;
import org.souk.deployer.internal.memory.MemoryBudget;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.read.table.Row;
import org.souk.deployer.internal.read.text.Slug;

/**
 * Turns drafts (the rows of one product each) into products and gives every variant a unique SKU: the one in the file, or a
 * generated one. Generated SKUs depend on handle and options only, so they do not change when rows move. A product that has not changed
 * since the previous version of the catalog is the same instance, so that both versions hold it in memory once.
 */
final class ProductAssembler {
    private final Problems problems;
    /** Problems with SKUs, reported after those of the rows. */
    private final Problems skuProblems = new Problems();

    private final @Nullable Catalog before;
    private final MemoryBudget.Reservation memory;
    private final ValueInterner interner;
    /** The line of each SKU that is taken. */
    private final Map<Sku, Long> lines;

    private final List<Product> products = new ArrayList<>();
    private final List<GeneratedSku> generated = new ArrayList<>();
    private final RowBlockIndex previousRows;
    private final RowBlockIndex rowIndex = new RowBlockIndex();

    /** A variant whose SKU becomes final when all SKUs in the file are known. */
    private record GeneratedSku(int product, int variant, long line) {}

    ProductAssembler(
            @Nullable Catalog before,
            RowBlockIndex previousRows,
            ValueInterner interner,
            MemoryBudget.Reservation memory,
            Problems problems) {
        this.memory = memory;
        this.before = before;
        this.lines = new HashMap<>(before == null ? 16 : before.bySku().size() * 4 / 3 + 1);
        this.previousRows = previousRows;
        this.interner = interner;
        this.problems = problems;
    }

    /** Adds a product that has at least one variant and whose rows were all read. */
    void add(ProductDraft draft) {
        if (memory.exceeded()) {
            return;
        }
        List<Variant> variants = new ArrayList<>(draft.variants.size());
        for (VariantDraft variant : draft.variants) {
            Sku given = given(draft.first.file(), variant);
            if (given == null) {
                generated.add(new GeneratedSku(products.size(), variants.size(), variant.line()));
            }
            variants.add(variant.withSku().apply(given == null ? generatedSku(draft.handle, variant) : given));
        }
        Product made = draft.product(variants, interner);
        Product product = reuseIfEqual(made);
        if (memory.add(product, product != made)) {
            products.add(product);
        }
    }

    /** Adds a product of the previous version. Its SKUs must have been claimed by {@link #claimSkus}. */
    void addUnchanged(Product product, RowBlockIndex.Key key) {
        memory.add(product, true);
        rememberRows(key, products.size());
        products.add(product);
    }

    /** The product of the same rows in the previous version, or null. */
    @Nullable
    Product unchanged(RowBlockIndex.Key key) {
        return before == null ? null : previousRows.find(key, before);
    }

    /** Claims all SKUs of a product of the previous version for these rows, which produced it; false if one is taken. */
    boolean claimSkus(Product product, List<Row> rows) {
        if (product.variants().stream().anyMatch(variant -> lines.containsKey(variant.sku()))) {
            return false;
        }
        int variant = 0;
        // each row with a variant produced one variant, in the same order
        for (Row row : rows) {
            if (VariantReader.present(row)) {
                lines.put(product.variants().get(variant++).sku(), row.line());
            }
        }
        return true;
    }

    /** Records that these rows produced the product at that position without a problem. */
    void rememberRows(RowBlockIndex.Key key, int product) {
        rowIndex.add(key, product);
    }

    int count() {
        return products.size();
    }

    int skuProblems() {
        return skuProblems.count();
    }

    /** Whether every SKU of that product, which was added last, is from the file. */
    boolean hasGivenSkus(int product) {
        return generated.isEmpty() || generated.get(generated.size() - 1).product() != product;
    }

    RowBlockIndex rowIndex() {
        return rowIndex.freeze();
    }

    /** Makes generated SKUs unique and returns all products. */
    List<Product> finish() {
        if (memory.exceeded()) {
            return List.of();
        }
        for (GeneratedSku variant : generated) {
            Product product = products.get(variant.product());
            Sku wanted = product.variants().get(variant.variant()).sku();
            Sku free = free(wanted, variant.line());
            if (!free.equals(wanted)) {
                products.set(variant.product(), reuseIfEqual(renamed(product, variant.variant(), free)));
            }
        }
        problems.addAll(skuProblems);
        return products;
    }

    private @Nullable Sku given(String file, VariantDraft variant) {
        if (variant.sku().isEmpty()) {
            return null;
        }
        Sku sku;
        try {
            sku = new Sku(variant.sku());
        } catch (IllegalArgumentException e) {
            skuProblems.warning(file, variant.line(), e.getMessage() + "; another is made from handle and options");
            return null;
        }
        Long first = lines.putIfAbsent(sku, variant.line());
        if (first != null) {
            skuProblems.warning(
                    file,
                    variant.line(),
                    "the SKU '" + sku + "' is in line " + first
                            + " already; that one keeps it and this variant gets one made from handle and options");
            return null;
        }
        return sku;
    }

    private static Sku generatedSku(String handle, VariantDraft variant) {
        StringBuilder text = new StringBuilder(handle);
        variant.options().values().forEach(value -> text.append('-').append(Slug.of(value)));
        String sku = text.toString();
        return new Sku(sku.length() <= 200 ? sku : sku.substring(0, 180) + "-" + Integer.toHexString(sku.hashCode()));
    }

    private Sku free(Sku wanted, long line) {
        Sku sku = wanted;
        for (int i = 2; lines.putIfAbsent(sku, line) != null; i++) {
            sku = new Sku(wanted + "-" + i);
        }
        return sku;
    }

    /** The instance of the previous version if it is equal, otherwise the given product. */
    private Product reuseIfEqual(Product product) {
        if (before == null) {
            return product;
        }
        return before.product(product.handle())
                // sets are equal in any order, but shoppers see the order
                .filter(old -> old.equals(product) && List.copyOf(old.tags()).equals(List.copyOf(product.tags())))
                .orElse(product);
    }

    // the checker does not see the annotation of a nested type (Product.@Nullable Image) in a class file
    @SuppressWarnings("NullAway")
    private static Product renamed(Product product, int index, Sku sku) {
        List<Variant> variants = new ArrayList<>(product.variants());
        Variant v = variants.get(index);
        variants.set(
                index,
                new Variant(
                        sku,
                        v.options(),
                        v.price(),
                        v.compareAtOrNull(),
                        v.tracked(),
                        v.seed(),
                        v.oversell(),
                        v.grams(),
                        v.taxable(),
                        v.shippable(),
                        v.barcode(),
                        v.image()));
        return new Product(
                product.handle(),
                product.title(),
                product.descriptionHtml(),
                product.vendor(),
                product.type(),
                product.tags(),
                product.optionNames(),
                variants,
                product.images(),
                product.seoTitle(),
                product.seoDescription());
    }
}
