package org.souk.deployer.internal.read.product;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.souk.api.money.Money;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.read.table.Row;
import org.souk.deployer.internal.read.text.AmountParser;

/** Reads a variant from a row of a Shopify export. */
final class VariantReader {
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,9}(\\.\\d{1,6})?");

    private final Currency currency;
    private final ImageReferences images;
    private final ValueInterner interner;
    private final Problems problems;

    VariantReader(Currency currency, ImageReferences images, ValueInterner interner, Problems problems) {
        this.interner = interner;
        this.currency = currency;
        this.images = images;
        this.problems = problems;
    }

    /** Whether the row has a variant; otherwise it only adds an image. */
    static boolean present(Row row) {
        return row.has("price") || row.has("option1value") || row.has("sku");
    }

    /** The variant; empty if the row cannot be used, which is added to the problems. */
    Optional<VariantDraft> read(Row row, List<String> optionNames) {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < optionNames.size(); i++) {
            String value = row.get("option" + (i + 1) + "value");
            if (value.isEmpty() || value.length() > 255) {
                warn(
                        row,
                        "there is no value for '" + optionNames.get(i)
                                + "' and the row is left out; write one in 'Option" + (i + 1) + " Value'");
                return Optional.empty();
            }
            options.put(optionNames.get(i), interner.text(value));
        }
        if (!row.has("price")) {
            warn(row, "there is no price and the row is left out; write one in 'Variant Price', 0 or more");
            return Optional.empty();
        }
        Money price = money(row, "price", "the price");
        Money compareAt = row.has("compareat") ? money(row, "compareat", "the compare-at price") : null;
        if (price == null) {
            return Optional.empty();
        }
        boolean tracked = row.has("tracker");
        return Optional.of(new VariantDraft(
                row.line(),
                row.get("sku"),
                options,
                price,
                compareAt,
                tracked,
                tracked ? whole(row, "quantity", "stock") : 0,
                oversell(row.get("policy")),
                whole(row, "grams", "weight"),
                flag(row, "taxable"),
                flag(row, "shippable"),
                row.get("barcode"),
                images.read(row, "variantimage", "imagealt").orElse(null)));
    }

    private @Nullable Money money(Row row, String column, String what) {
        try {
            return interner.amount(AmountParser.read(what, row.get(column), currency));
        } catch (IllegalArgumentException e) {
            problems.error(row.file(), row.line(), String.valueOf(e.getMessage()));
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
        warn(
                row,
                "the " + what + " '" + ImageReferences.shorten(text)
                        + "' counts as 0; write a whole number, 0 or more");
        return 0;
    }

    private static boolean oversell(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        return word.equals("continue") || word.equals("true") || word.equals("yes");
    }

    /** True unless the cell says no. */
    private static boolean flag(Row row, String column) {
        String word = row.get(column).toLowerCase(Locale.ROOT);
        return !(word.equals("false") || word.equals("no") || word.equals("0"));
    }

    private void warn(Row row, String message) {
        problems.warning(row.file(), row.line(), message);
    }
}
