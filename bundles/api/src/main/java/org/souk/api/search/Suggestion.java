package org.souk.api.search;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Product;

/**
 * A suggestion for a text being typed.
 *
 * @param text the suggested search text
 * @param productOrNull the product with that title, or null if the suggestion consists of words
 */
public record Suggestion(String text, @Nullable Product productOrNull) {
    /** Returns the product with that title; empty if the suggestion consists of words. */
    public Optional<Product> product() {
        return Optional.ofNullable(productOrNull);
    }
}
