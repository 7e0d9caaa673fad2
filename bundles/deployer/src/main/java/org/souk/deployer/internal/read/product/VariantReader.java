package org.souk.deployer.internal.read.product;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.Variant;
import org.souk.api.money.Money;
import org.souk.common.text.TextNormalizer;
import org.souk.deployer.internal.read.table.Row;
import org.souk.deployer.internal.read.text.AmountParser;

/** Reads a variant from a row with the columns of a Shopify export, or with {@code nontaxable} of Interchange. */
final class VariantReader {
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,9}(\\.\\d{1,6})?");

    private final Currency currency;
    private final ImageReferences images;
    private final ValueInterner interner;

    VariantReader(Currency currency, ImageReferences images, ValueInterner interner) {
        this.interner = interner;
        this.currency = currency;
        this.images = images;
    }

    /** Whether the row has a variant; otherwise it only adds an image. */
    static boolean present(Row row) {
        return row.has("price") || row.has("option1value") || row.has("sku");
    }

    /** The option names in the first row of a product. */
    List<String> optionNames(Row row) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= 3 && row.has("option" + i + "name"); i++) {
            String name = TextNormalizer.caseKey(row.get("option" + i + "name"));
            if (names.contains(name)) {
                break;
            }
            names.add(interner.text(name));
        }
        boolean none = names.equals(List.of("Title")) && row.is("option1value", "Default Title");
        return none ? List.of() : names;
    }

    /** The variant; empty if the row cannot be used, which is added to the problems. */
    Optional<VariantDraft> read(Row row, List<String> optionNames) {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < optionNames.size(); i++) {
            String value = TextNormalizer.caseKey(row.get("option" + (i + 1) + "value"));
            if (value.isEmpty() || value.length() > 255) {
                row.skip(
                        "no option value",
                        "there is no value for '" + optionNames.get(i)
                                + "' and the row is skipped; write one in 'Option" + (i + 1) + " Value'");
                return Optional.empty();
            }
            options.put(optionNames.get(i), interner.text(value));
        }
        if (!row.has("price")) {
            row.skip("no price", "there is no price and the row is skipped; write one in 'Variant Price', 0 or more");
            return Optional.empty();
        }
        Money price = money(row, "price", "the price");
        Money compareAt = row.has("compareat") ? money(row, "compareat", "the compare-at price") : null;
        if (price == null) {
            return Optional.empty();
        }
        boolean tracked = row.has("tracker");
        int seed = tracked ? whole(row, "quantity", "stock") : 0;
        int grams = whole(row, "grams", "weight");
        boolean taxable = flag(row, "taxable") && (!row.has("nontaxable") || row.is("nontaxable", "0"));
        Product.Image image = images.read(row, "variantimage").orElse(null);
        // the checker does not see the annotation of a nested type (Product.@Nullable Image) in a class file
        @SuppressWarnings("NullAway")
        Function<Sku, Variant> withSku = sku -> new Variant(
                sku,
                options,
                price,
                compareAt,
                tracked,
                seed,
                oversell(row.get("policy")),
                grams,
                taxable,
                flag(row, "shippable"),
                row.get("barcode"),
                image);
        return Optional.of(new VariantDraft(row.line(), row.get("sku"), options, withSku));
    }

    private @Nullable Money money(Row row, String column, String what) {
        try {
            return interner.amount(AmountParser.read(what, row.get(column), currency));
        } catch (IllegalArgumentException e) {
            row.error(String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** A quantity or weight in grams; an invalid or negative number counts as 0. */
    private int whole(Row row, String column, String what) {
        String text = row.get(column);
        if (text.isEmpty()) {
            return 0;
        }
        if (text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Integer.parseInt(text);
        }
        if (WHOLE.matcher(text).matches()) {
            int value = new BigDecimal(text).setScale(0, RoundingMode.HALF_UP).intValue();
            if (value >= 0) {
                return value;
            }
        }
        row.warning("the " + what + " '" + ImageReferences.shorten(text)
                + "' counts as 0; write a whole number, 0 or more");
        return 0;
    }

    private static boolean oversell(String text) {
        String word = TextNormalizer.key(text);
        return word.equals("continue") || word.equals("true") || word.equals("yes");
    }

    /** True unless the cell says no. */
    private static boolean flag(Row row, String column) {
        String word = TextNormalizer.key(row.get(column));
        return !(word.equals("false") || word.equals("no") || word.equals("0"));
    }
}
