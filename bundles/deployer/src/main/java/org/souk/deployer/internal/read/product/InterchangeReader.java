package org.souk.deployer.internal.read.product;

import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.money.Money;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.read.table.Row;
import org.souk.deployer.internal.read.table.TableFile;
import org.souk.deployer.internal.read.table.TableReader;
import org.souk.deployer.internal.read.text.AmountParser;
import org.souk.deployer.internal.read.text.Slug;

/**
 * Reads the products of an Interchange catalog from {@code products.txt}: one product per row, cells separated by tabs. As in the standard
 * catalog of Interchange, {@code description} is the title and {@code comment} the long text.
 */
final class InterchangeReader {
    static final String FILE = "products.txt";
    private static final Set<String> READ = Set.of(
            "sku",
            "description",
            "title",
            "comment",
            "image",
            "price",
            "category",
            "prod_group",
            "nontaxable",
            "inactive");
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

    private final Currency currency;
    private final Limits limits;
    private final Problems problems;
    private final ImageReferences images;
    private final ProductAssembler assembler;
    private final Set<String> handles = new HashSet<>();
    private final Set<String> skus = new HashSet<>();
    private int count;

    InterchangeReader(
            Currency currency, CatalogFiles files, Limits limits, ProductAssembler assembler, Problems problems) {
        this.assembler = assembler;
        this.currency = currency;
        this.limits = limits;
        this.problems = problems;
        this.images = new ImageReferences(files, problems);
    }

    void read(TableFile table) {
        TableReader.read(table, TableReader.Format.TAB_SEPARATED, limits, problems, this::headings, this::row);
    }

    private @Nullable Map<String, Integer> headings(List<String> names) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).strip().toLowerCase(Locale.ROOT);
            if (READ.contains(name)) {
                columns.putIfAbsent(name, i);
            } else if (!UNUSED.contains(name) && !name.isEmpty()) {
                problems.warning(FILE, 1, "the column '" + name + "' is not read");
            }
        }
        boolean complete = true;
        for (String needed : List.of("sku", "description", "price")) {
            if (!columns.containsKey(needed)) {
                problems.error(
                        FILE, 1, "the column '" + needed + "' is missing; add it to the first line, parted by tabs");
                complete = false;
            }
        }
        return complete ? columns : null;
    }

    private void row(Row row) {
        if (!row.problem().isEmpty()) {
            warn(row, row.problem());
            return;
        }
        String sku = row.get("sku");
        String title = row.has("description") ? row.get("description") : row.get("title");
        if (sku.isEmpty() || title.isEmpty() || !row.has("price")) {
            warn(row, "there is no sku, description or price and the row is left out; write each");
            return;
        }
        if (row.has("inactive") && !row.get("inactive").equals("0")) {
            return;
        }
        if (!skus.add(sku)) {
            warn(
                    row,
                    "the sku '" + sku + "' stands in an earlier row already; that one counts and this one is left out");
            return;
        }
        if (count >= limits.products()) {
            warn(row, "there are more than " + limits.products() + " products; this row is left out");
            return;
        }
        Money price;
        try {
            price = AmountParser.read("the price", row.get("price"), currency);
        } catch (IllegalArgumentException e) {
            problems.error(FILE, row.line(), String.valueOf(e.getMessage()));
            return;
        }
        String handle = handle(sku);
        ProductDraft product = new ProductDraft(asShopify(row, handle, title), handle, List.of());
        boolean taxable = !row.has("nontaxable") || row.get("nontaxable").equals("0");
        product.add(
                new VariantDraft(row.line(), sku, Map.of(), price, null, false, 0, false, 0, taxable, true, "", null));
        images.read(row, "image", "").ifPresent(image -> product.add(image, "1"));
        count++;
        assembler.add(product);
    }

    /** The row with the column names of a Shopify export. */
    private static Row asShopify(Row row, String handle, String title) {
        String type = row.has("category") ? row.get("category") : row.get("prod_group");
        List<String> names = List.of("handle", "title", "body", "type", "tags", "seotitle");
        Map<String, Integer> columns = new HashMap<>();
        names.forEach(name -> columns.put(name, columns.size()));
        return Row.of(
                row.file(),
                row.line(),
                columns,
                List.of(handle, title, row.get("comment"), type, row.get("prod_group"), row.get("title")));
    }

    private String handle(String sku) {
        String slug = Slug.of(sku);
        String base = slug.isEmpty() ? Integer.toHexString(sku.hashCode()) : slug;
        String handle = base;
        for (int i = 2; !handles.add(handle); i++) {
            handle = base + "-" + i;
        }
        return handle;
    }

    private void warn(Row row, String message) {
        problems.warning(row.file(), row.line(), message);
    }
}
