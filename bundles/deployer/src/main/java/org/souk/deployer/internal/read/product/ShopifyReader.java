package org.souk.deployer.internal.read.product;

import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Product;
import org.souk.common.text.TextNormalizer;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.read.table.Row;
import org.souk.deployer.internal.read.table.RowCounts;
import org.souk.deployer.internal.read.table.TableFile;

/**
 * Reads the products of a Shopify export. Consecutive rows with one handle form a block, which is one product: the first row describes the
 * product, and each has a variant, an image, or both.
 */
final class ShopifyReader {
    static final String FILE = "products.csv";
    /** Most rows of a block that are kept in memory to compare the block with the previous version. */
    private static final int MAX_BLOCK_ROWS = 4096;

    private static final Pattern HANDLE = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}\\p{M}._-]{0,254}");

    private final Currency currency;
    private final Problems problems;
    private final RowCounts counts;
    private final Limits limits;
    private final VariantReader variants;
    private final ImageReferences images;
    private final ProductAssembler assembler;
    /** Products without a variant and without a problem that says why. */
    private final List<ProductDraft> empty = new ArrayList<>();

    private final Map<String, Long> lines = new HashMap<>();
    private final Set<String> hidden = new HashSet<>();
    private final List<Row> block = new ArrayList<>();
    private String blockHandle = "";
    /** Whether the block exceeded that limit, so that its rows are read one by one and not compared. */
    private boolean oversized;

    private long seed;
    private String current = "";
    /** The product that rows are added to; null while rows are skipped. */
    private @Nullable ProductDraft draft;
    /** Why rows are skipped while there is no {@code draft}. */
    private String skipReason = "";
    /** The product that the block began, also while further rows of the block are skipped. */
    private @Nullable ProductDraft open;

    ShopifyReader(
            Currency currency,
            Limits limits,
            ImageReferences images,
            VariantReader variants,
            ProductAssembler assembler,
            Problems problems,
            RowCounts counts) {
        this.currency = currency;
        this.assembler = assembler;
        this.problems = problems;
        this.counts = counts;
        this.limits = limits;
        this.images = images;
        this.variants = variants;
    }

    void read(TableFile table) {
        table.read(limits, problems, counts, this::columns, this::row);
        close();
        for (ProductDraft product : empty) {
            String message = "the product '" + product.handle + "' has no variant that can be sold and is skipped";
            if (product.skippedRows) {
                // its rows are counted already
                product.first.warning(message);
            } else {
                product.first.skip("no price", message);
            }
        }
    }

    private Optional<Map<String, Integer>> columns(List<String> headings) {
        seed = Objects.hash(headings, currency, limits);
        return ShopifyColumns.read(headings, problems);
    }

    /** Collects consecutive rows of one handle, with unusable rows between them. */
    private void row(Row row) {
        if ((oversized || !block.isEmpty())
                && row.problem().isEmpty()
                && row.has("handle")
                && !row.is("handle", blockHandle)) {
            close();
        }
        if (!oversized && block.isEmpty()) {
            blockHandle = row.problem().isEmpty() ? row.get("handle") : "";
        }
        block.add(row);
        if (blockHandle.isEmpty() || block.size() > MAX_BLOCK_ROWS) {
            block.forEach(this::read);
            block.clear();
            oversized = !blockHandle.isEmpty();
        }
    }

    private void close() {
        RowBlockIndex.Key key = RowBlockIndex.Key.of(block, seed);
        Product product = oversized ? null : unchanged(key);
        if (product == null) {
            int problemsBefore = problems.count() + assembler.skuProblems();
            int index = assembler.count();
            block.forEach(this::read);
            if (open != null && !open.variants.isEmpty()) {
                assembler.add(open);
            } else if (open != null && !open.reported) {
                empty.add(open);
            }
            open = null;
            boolean clean = !oversized
                    && problemsBefore == problems.count() + assembler.skuProblems()
                    && assembler.count() == index + 1
                    && assembler.hasGivenSkus(index);
            if (clean) {
                assembler.rememberRows(key, index);
            }
        } else {
            current = blockHandle;
            lines.put(product.handle(), block.get(0).line());
            assembler.addUnchanged(product, key);
        }
        block.clear();
        oversized = false;
    }

    /** The product of the same rows in the previous version, if everything else that it depends on is unchanged. */
    private @Nullable Product unchanged(RowBlockIndex.Key key) {
        Product product = assembler.unchanged(key);
        boolean same = product != null
                && product.handle().equals(blockHandle)
                && !lines.containsKey(blockHandle)
                && lines.size() < limits.products()
                && images.allPresent(product)
                && assembler.claimSkus(product, block);
        return same ? product : null;
    }

    private void read(Row row) {
        if (!row.problem().isEmpty()) {
            row.skip("not readable", row.problem());
            return;
        }
        String handle = row.get("handle");
        if (handle.isEmpty()) {
            row.skip("no handle", "there is no handle and the row is skipped; write one in 'Handle'");
            return;
        }
        if (!handle.equals(current)) {
            current = handle;
            draft = start(row, handle);
        } else if (draft != null && row.has("title") && !row.is("title", draft.title)) {
            skip(row, "repeated handle", duplicateHandle(handle));
            draft = null;
        } else if (draft == null && hidden.contains(handle)) {
            row.hide();
        } else if (draft == null) {
            row.skip(skipReason);
        }
        if (draft != null) {
            add(draft, row);
        }
    }

    private @Nullable ProductDraft start(Row row, String handle) {
        if (lines.containsKey(handle)) {
            if (hidden.contains(handle)) {
                row.hide();
            } else {
                skip(row, "repeated handle", duplicateHandle(handle));
            }
            return null;
        }
        if (!HANDLE.matcher(handle).matches()) {
            skip(
                    row,
                    "handle that is no address",
                    "the handle '" + ImageReferences.shorten(handle)
                            + "' cannot stand in an address and its rows are skipped; write letters, digits and hyphens");
            return null;
        }
        String title = row.get("title");
        if (title.isEmpty() || title.length() > 500) {
            skip(
                    row,
                    "no title",
                    "the product '" + handle + "' has no title of 1 to 500 characters in its first row and is skipped");
            return null;
        }
        if (lines.size() >= limits.products()) {
            if (lines.size() == limits.products()) {
                row.error("there are more than " + limits.products() + " products; split the shop");
                lines.put(handle, row.line());
            }
            return null;
        }
        lines.put(handle, row.line());
        if (unpublished(row)) {
            hidden.add(handle);
            row.hide();
            return null;
        }
        open = new ProductDraft(row, handle, title, TextNormalizer.caseKey(row.get("type")), variants.optionNames(row));
        return open;
    }

    private void add(ProductDraft product, Row row) {
        images.read(row, "image").ifPresent(image -> product.add(image, row.get("imageposition")));
        if (!VariantReader.present(row)) {
            return;
        }
        if (product.variants.size() >= limits.variants()) {
            row.skip(
                    "too many variants",
                    "'" + product.handle + "' has more than " + limits.variants() + " variants; this row is skipped");
            return;
        }
        Optional<VariantDraft> read = variants.read(row, product.optionNames);
        product.reported |= read.isEmpty() && problems.refused();
        product.skippedRows |= read.isEmpty();
        read.ifPresent(variant -> {
            long before = product.add(variant);
            if (before > 0) {
                row.skip(
                        "repeated options",
                        "'" + product.handle + "' has the same options in line " + before
                                + " already; that row counts and this one is skipped");
            }
        });
    }

    /** Skips the first row of a block; the other rows are skipped for the same reason. */
    private void skip(Row row, String reason, String message) {
        skipReason = reason;
        row.skip(reason, message);
    }

    private String duplicateHandle(String handle) {
        return "'" + handle + "' is another product in line " + lines.get(handle)
                + " already; that one counts and this block is skipped: give it a handle of its own";
    }

    private static boolean unpublished(Row row) {
        String published = TextNormalizer.key(row.get("published"));
        String status = TextNormalizer.key(row.get("status"));
        return published.equals("false") || status.equals("draft") || status.equals("archived");
    }
}
