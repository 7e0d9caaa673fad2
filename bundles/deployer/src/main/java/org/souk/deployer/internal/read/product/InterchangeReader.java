package org.souk.deployer.internal.read.product;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.souk.common.text.TextNormalizer;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.read.table.Row;
import org.souk.deployer.internal.read.table.RowCounts;
import org.souk.deployer.internal.read.table.TableFile;
import org.souk.deployer.internal.read.text.Slug;

/**
 * Reads the products of an Interchange catalog from {@code products.txt}: one product per row, cells separated by tabs. As in the standard
 * catalog of Interchange, {@code description} is the title and {@code comment} the long text.
 */
final class InterchangeReader {
    static final String FILE = "products.txt";
    /** The internal name of each column by its heading. */
    private static final Map<String, String> READ = Map.of(
            "sku", "sku",
            "description", "title",
            "title", "seotitle",
            "comment", "body",
            "image", "image",
            "price", "price",
            "category", "type",
            "prod_group", "tags",
            "nontaxable", "nontaxable",
            "inactive", "inactive");

    private static final Set<String> UNUSED = Set.of(
            "template_page",
            "thumb",
            "image_large",
            "related",
            "featured",
            "download",
            "dl_type",
            "dl_location",
            "url",
            "weight",
            "gift_cert",
            "wholesale",
            "cost",
            "ship_code",
            "timed_promotion");

    private final Limits limits;
    private final Problems problems;
    private final RowCounts counts;
    private final ImageReferences images;
    private final VariantReader variants;
    private final ProductAssembler assembler;
    private final Set<String> handles = new HashSet<>();
    private final Set<String> skus = new HashSet<>();

    InterchangeReader(
            Limits limits,
            ImageReferences images,
            VariantReader variants,
            ProductAssembler assembler,
            Problems problems,
            RowCounts counts) {
        this.assembler = assembler;
        this.limits = limits;
        this.problems = problems;
        this.counts = counts;
        this.images = images;
        this.variants = variants;
    }

    void read(TableFile table) {
        table.read(limits, problems, counts, this::columns, this::row);
    }

    private Optional<Map<String, Integer>> columns(List<String> headings) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < headings.size(); i++) {
            String name = TextNormalizer.key(headings.get(i));
            if (READ.containsKey(name)) {
                columns.putIfAbsent(READ.get(name), i);
            } else if (!UNUSED.contains(name) && !name.isEmpty()) {
                problems.warning(FILE, 1, "the column '" + name + "' is not read");
            }
        }
        boolean complete = true;
        for (String needed : List.of("sku", "description", "price")) {
            if (!columns.containsKey(READ.get(needed))) {
                problems.error(
                        FILE,
                        1,
                        "the column '" + needed + "' is missing; add it to the first line, separated by a tab");
                complete = false;
            }
        }
        return complete ? Optional.of(columns) : Optional.empty();
    }

    private void row(Row row) {
        if (!row.problem().isEmpty()) {
            row.skip("not readable", row.problem());
            return;
        }
        String sku = row.get("sku");
        String title = row.has("title") ? row.get("title") : row.get("seotitle");
        if (sku.isEmpty() || title.isEmpty() || !row.has("price")) {
            row.skip(
                    "no sku, description or price",
                    "a sku, description or price is missing and the row is skipped; fill in all three");
            return;
        }
        if (row.has("inactive") && !row.is("inactive", "0")) {
            row.hide();
            return;
        }
        if (!skus.add(sku)) {
            row.skip(
                    "repeated sku",
                    "the sku '" + sku + "' appears in an earlier row already; that one counts and this one is skipped");
            return;
        }
        if (handles.size() >= limits.products()) {
            row.skip(
                    "too many products", "there are more than " + limits.products() + " products; this row is skipped");
            return;
        }
        variants.read(row, List.of()).ifPresent(variant -> {
            String type = TextNormalizer.caseKey(row.has("type") ? row.get("type") : row.get("tags"));
            ProductDraft product = new ProductDraft(row, Slug.unique(sku, handles), title, type, List.of());
            product.add(variant);
            images.read(row, "image").ifPresent(image -> product.add(image, "1"));
            assembler.add(product);
        });
    }
}
