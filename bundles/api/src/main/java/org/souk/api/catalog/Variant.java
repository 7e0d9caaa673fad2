package org.souk.api.catalog;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.souk.api.money.Money;

/**
 * A product in one combination of its options. This is what shoppers buy.
 *
 * @param sku generated from handle and options if the file has none
 * @param options values by option name, in the product's order; empty if the product has no options
 * @param price list price of one item, zero or more
 * @param compareAtOrNull the former price, or null
 * @param tracked whether its stock is counted; otherwise it can always be bought
 * @param seed the stock quantity in the catalog, 0 or more; meaningful only if the stock is counted
 * @param oversell whether it can be bought beyond its stock (inventory policy {@code continue})
 * @param grams weight; 0 if unknown
 * @param taxable whether tax is charged
 * @param shippable whether it needs shipping
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

    /** The option values: {@code Havana / 17"}; empty if the product has no options. */
    public String title() {
        return String.join(" / ", options.values());
    }

    /** The former price; empty if it was not higher. */
    public Optional<Money> compareAt() {
        return Optional.ofNullable(compareAtOrNull).filter(former -> former.compareTo(price) > 0);
    }

    /** The stock quantity in the catalog; empty if the stock is not counted. */
    public OptionalInt stockSeed() {
        return tracked ? OptionalInt.of(seed) : OptionalInt.empty();
    }
}
