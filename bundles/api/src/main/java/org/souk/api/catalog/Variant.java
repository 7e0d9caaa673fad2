package org.souk.api.catalog;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.souk.api.money.Money;

/**
 * A product in one combination of its options, for example a size and a colour. Shoppers buy variants.
 *
 * @param sku generated from handle and options if the file has none
 * @param options values by option name, in the product's order; empty if the product has no options
 * @param price list price of one item, zero or more
 * @param compareAtOrNull the former price, to be shown struck through, or null
 * @param tracked whether the container counts the stock; otherwise the variant can always be bought
 * @param seed the initial stock in the catalog's files, 0 or more; meaningful only if the stock is counted
 * @param oversell whether shoppers can buy more than the stock (inventory policy {@code continue})
 * @param grams weight; 0 if unknown
 * @param taxable whether tax is charged
 * @param shippable whether the variant needs shipping
 * @param barcode a GTIN, for example; may be empty
 * @param image an image of this variant, or null
 */
public record Variant(
        Sku sku,
        Map<String, String> options,
        Money price,
        @Nullable Money compareAtOrNull,
        boolean tracked,
        int seed,
        boolean oversell,
        int grams,
        boolean taxable,
        boolean shippable,
        String barcode,
        Product.@Nullable Image image) {
    /** @throws IllegalArgumentException if the price, the stock quantity or the weight is negative */
    public Variant {
        options = Compact.map(options);
        if (price.isNegative() || seed < 0 || grams < 0) {
            throw new IllegalArgumentException("price, stock and weight are nothing or more");
        }
    }

    /** Returns the option values: {@code Havana / 17"}; empty if the product has no options. */
    public String title() {
        return String.join(" / ", options.values());
    }

    /** Returns the former price; empty if there is none or it was not higher. */
    public Optional<Money> compareAt() {
        return Optional.ofNullable(compareAtOrNull).filter(former -> former.compareTo(price) > 0);
    }

    /** Returns the initial stock in the catalog's files; empty if the stock is not counted. */
    public OptionalInt stockSeed() {
        return tracked ? OptionalInt.of(seed) : OptionalInt.empty();
    }
}
