package org.souk.api.catalog;

import org.souk.common.text.TextNormalizer;

/**
 * A stock keeping unit: the merchant's identifier of a variant, unique in its catalog. Carts, orders and stock levels use it.
 *
 * @param value 1 to 255 characters without control characters, and without white space at either end
 */
public record Sku(String value) implements Comparable<Sku> {
    /** @throws IllegalArgumentException if the value has another form */
    public Sku {
        if (TextNormalizer.isBlank(value) || value.length() > 255 || value.charAt(0) == ' ' || value.endsWith(" ")) {
            throw new IllegalArgumentException("a SKU has 1 to 255 characters and no space at its ends");
        }
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                throw new IllegalArgumentException("a SKU has no control characters");
            }
        }
    }

    @Override
    public int compareTo(Sku other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
