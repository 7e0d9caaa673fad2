package org.souk.api.catalog;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.souk.api.money.Money;

/**
 * What is bought: a product in one combination of its options.
 *
 * @param sku unique in the catalog; made from handle and options where the file gave none
 * @param options value by option name, in the product's order; empty where the product has none
 * @param price list price for one, not negative
 * @param compareAtOrNull former price, or null
 * @param tracked whether its stock is counted; if not, it can always be bought
 * @param seed pieces as the catalog tells them, 0 or more; only for tracked ones
 * @param oversell whether it may be bought beyond its stock (inventory policy {@code continue})
 * @param grams weight, 0 where unknown
 * @param taxable whether tax is charged
 * @param shippable whether it is delivered
 * @param barcode GTIN or the like, may be empty
 * @param image its own picture, or null
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
    /**
     * @throws IllegalArgumentException if the price, the seed or the weight is negative
     */
    public Variant {
        options = Compact.map(options);
        if (price.isNegative() || seed < 0 || grams < 0) {
            throw new IllegalArgumentException("price, stock and weight are nothing or more");
        }
    }

    /** What tells it from its siblings: {@code Havana / 17"}; empty for an only one. */
    public String title() {
        return String.join(" / ", options.values());
    }

    /** Former price, if it was higher. */
    public Optional<Money> compareAt() {
        return Optional.ofNullable(compareAtOrNull).filter(former -> former.compareTo(price) > 0);
    }

    /** The figure that stock starts from, where it is counted. */
    public OptionalInt stockSeed() {
        return tracked ? OptionalInt.of(seed) : OptionalInt.empty();
    }
}
