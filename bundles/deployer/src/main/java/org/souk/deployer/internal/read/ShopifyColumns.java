package org.souk.deployer.internal.read;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a Shopify product export, however they are spelled: letters and digits count, case and everything between does not.
 * Names as in Shopify's help page "Using CSV files to import and export products", those of 2025's template, and the misspelt ones
 * that real exports have.
 */
final class ShopifyColumns {
    /** Column by every spelling that is known of it, reduced. */
    private static final Map<String, String> KNOWN = new HashMap<>();
    /** Columns that exports have and a shop here has no use for. */
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
            "googleshoppingcategory",
            "bodyhtmlsource");

    static {
        name("handle", "handle", "urlhandle");
        name("title", "title");
        name("body", "bodyhtml", "body", "description");
        name("vendor", "vendor");
        name("type", "type", "producttype");
        name("tags", "tags");
        name("published", "published", "publishedononlinestore");
        name("status", "status");
        for (int i = 1; i <= 3; i++) {
            name("option" + i + "name", "option" + i + "name");
            name("option" + i + "value", "option" + i + "value");
        }
        name("sku", "variantsku", "sku");
        name("grams", "variantgrams", "grams", "weightvaluegrams");
        name("tracker", "variantinventorytracker", "inventorytracker");
        name("quantity", "variantinventoryqty", "variantinventoryquantity", "inventoryquantity");
        name("policy", "variantinventorypolicy", "inventorypolicy", "continuesellingwhenoutofstock");
        name("price", "variantprice", "price");
        name("compareat", "variantcompareatprice", "compareatprice");
        name("shippable", "variantrequiresshipping", "requiresshipping");
        name("taxable", "varianttaxable", "taxable", "chargetax");
        name("barcode", "variantbarcode", "barcode");
        name("image", "imagesrc", "productimageurl");
        name("imageposition", "imageposition");
        name("imagealt", "imagealttext");
        name("variantimage", "variantimage", "variantimageurl");
        name("seotitle", "seotitle");
        name("seodescription", "seodescription");
    }

    private ShopifyColumns() {}

    private static void name(String column, String... spellings) {
        for (String spelling : spellings) {
            KNOWN.put(spelling, column);
        }
    }

    /** Where each known column stands; null, and a problem, if one that is needed is missing. */
    static @Nullable Map<String, Integer> read(String file, List<String> headings, Problems problems) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < headings.size(); i++) {
            String heading = headings.get(i).strip();
            String reduced = reduce(heading);
            String column = KNOWN.get(reduced);
            if (column != null) {
                if (columns.putIfAbsent(column, i) != null) {
                    problems.warning(file, 1, "the column '" + heading + "' stands twice; the first is read");
                }
            } else if (!heading.isEmpty() && !unused(reduced, heading)) {
                problems.warning(
                        file,
                        1,
                        "the column '" + heading + "' is unknown and is not read"
                                + Nearest.of(reduced, KNOWN.keySet())
                                        .map(near -> "; did you mean '" + shown(near) + "'?")
                                        .orElse(""));
            }
        }
        boolean complete = true;
        for (String needed : List.of("handle", "title", "price")) {
            if (!columns.containsKey(needed)) {
                String name = needed.equals("price") ? "Variant Price" : shown(needed);
                problems.error(
                        file,
                        1,
                        "the column '" + name + "' is missing; add it to the first line" + near(headings, name));
                complete = false;
            }
        }
        return complete ? columns : null;
    }

    private static String near(List<String> headings, String name) {
        return Nearest.of(name, new TreeSet<>(headings))
                .map(found -> " (is '" + found + "' meant to be it?)")
                .orElse("");
    }

    private static boolean unused(String reduced, String heading) {
        return UNUSED.contains(reduced)
                || reduced.startsWith("googleshopping")
                || reduced.startsWith("metafield")
                || heading.contains("(product.metafields.")
                || heading.matches("(?i)(price|compare at price|included) / .*");
    }

    private static String shown(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    static String reduce(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
