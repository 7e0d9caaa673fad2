package org.souk.deployer.internal.read.product;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.Variant;
import org.souk.api.money.Money;

/** A variant as read from its row, without a final SKU. */
record VariantDraft(
        long line,
        String sku,
        Map<String, String> options,
        Money price,
        @Nullable Money compareAt,
        boolean tracked,
        int seed,
        boolean oversell,
        int grams,
        boolean taxable,
        boolean shippable,
        String barcode,
        Product.@Nullable Image image) {
    // the checker does not see the annotation of a nested type (Product.@Nullable Image) in a class file
    @SuppressWarnings("NullAway")
    Variant with(Sku given) {
        return new Variant(
                given, options, price, compareAt, tracked, seed, oversell, grams, taxable, shippable, barcode, image);
    }
}
