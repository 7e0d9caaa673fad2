package org.souk.deployer.internal.read.product;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.read.text.SpellingSuggestion;

/**
 * Recognises the columns of a Shopify product export. It compares only the letters and digits of a heading, ignoring case. The names are
 * those of Shopify's help page "Using CSV files to import and export products", its 2025 template, and misspellings in real exports.
 */
final class ShopifyColumns {
    private static final String FILE = ShopifyReader.FILE;
    /** The internal name of each column by its normalised heading. */
    private static final Map<String, String> KNOWN = new HashMap<>();
    /** The spelling of each heading in messages, by its normalised form. */
    private static final Map<String, String> SHOWN = new HashMap<>();
    /** Columns of exports that Souk does not use. */
    private static final Set<String> UNUSED = Set.of(
            "variantfulfillmentservice",
            "variantfullfilmentservice",
            "fulfillmentservice",
            "fullfilmentservice",
            "giftcard",
            "varianttaxcode",
            "taxcode",
            "costperitem",
            "variantweightunit",
            "weightunitfordisplay",
            "productcategory",
            "standardproducttype",
            "customproducttype",
            "customcollections",
            "collection",
            "option1linkedto",
            "option2linkedto",
            "option3linkedto",
            "unitpricetotalmeasure",
            "unitpricetotalmeasureunit",
            "unitpricebasemeasure",
            "unitpricebasemeasureunit",
            "templatesuffix",
            "publishedscope",
            "publishedat",
            "createdat",
            "updatedat",
            "variantid",
            "productid",
            "id",
            "command",
            "imageposition2",
            "imagewidth",
            "imageheight",
            "url",
            "totalinventoryqty",
            "rownumber",
            "toprow",
            "variantposition",
            "variantinventoryadjust",
            "bodyhtmlsource");

    static {
        name("handle", "Handle", "URL handle");
        name("title", "Title");
        name("body", "Body (HTML)", "Body", "Description");
        name("vendor", "Vendor");
        name("type", "Type", "Product type");
        name("tags", "Tags");
        name("published", "Published", "Published on online store");
        name("status", "Status");
        for (int i = 1; i <= 3; i++) {
            name("option" + i + "name", "Option" + i + " Name");
            name("option" + i + "value", "Option" + i + " Value");
        }
        name("sku", "Variant SKU", "SKU");
        name("grams", "Variant Grams", "Grams", "Weight value (grams)");
        name("tracker", "Variant Inventory Tracker", "Inventory tracker");
        name("quantity", "Variant Inventory Qty", "Variant Inventory Quantity", "Inventory quantity");
        name("policy", "Variant Inventory Policy", "Inventory policy", "Continue selling when out of stock");
        name("price", "Variant Price", "Price");
        name("compareat", "Variant Compare At Price", "Compare-at price");
        name("shippable", "Variant Requires Shipping", "Requires shipping");
        name("taxable", "Variant Taxable", "Taxable", "Charge tax");
        name("barcode", "Variant Barcode", "Barcode");
        name("image", "Image Src", "Product image URL");
        name("imageposition", "Image Position");
        name("imagealt", "Image Alt Text");
        name("variantimage", "Variant Image", "Variant image URL");
        name("seotitle", "SEO Title");
        name("seodescription", "SEO Description");
    }

    private ShopifyColumns() {}

    private static void name(String column, String... spellings) {
        for (String spelling : spellings) {
            KNOWN.put(normalise(spelling), column);
            SHOWN.put(normalise(spelling), spelling);
        }
    }

    /** Index of each known column; empty, with a problem, if a required one is missing. */
    static Optional<Map<String, Integer>> read(List<String> headings, Problems problems) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < headings.size(); i++) {
            String heading = headings.get(i);
            String normalised = normalise(heading);
            String column = KNOWN.get(normalised);
            if (column != null) {
                if (columns.putIfAbsent(column, i) != null) {
                    problems.warning(FILE, 1, "the column '" + heading + "' appears twice; the first is read");
                }
            } else if (!heading.isEmpty() && !unused(normalised, heading)) {
                problems.warning(
                        FILE,
                        1,
                        "the column '" + heading + "' is unknown and is not read"
                                + SpellingSuggestion.of(normalised, KNOWN.keySet())
                                        .map(near -> "; did you mean '" + SHOWN.get(near) + "'?")
                                        .orElse(""));
            }
        }
        boolean complete = true;
        for (String name : List.of("Handle", "Title", "Variant Price")) {
            if (!columns.containsKey(KNOWN.get(normalise(name)))) {
                problems.error(
                        FILE,
                        1,
                        "the column '" + name + "' is missing; add it to the first line" + suggestion(headings, name));
                complete = false;
            }
        }
        return complete ? Optional.of(columns) : Optional.empty();
    }

    private static String suggestion(List<String> headings, String name) {
        return SpellingSuggestion.of(name, new TreeSet<>(headings))
                .map(found -> " (is '" + found + "' meant to be it?)")
                .orElse("");
    }

    private static boolean unused(String normalised, String heading) {
        return UNUSED.contains(normalised)
                || normalised.startsWith("googleshopping")
                || normalised.startsWith("metafield")
                || heading.contains("(product.metafields.")
                || heading.matches("(?i)(price|compare at price|included) / .*");
    }

    private static String normalise(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
