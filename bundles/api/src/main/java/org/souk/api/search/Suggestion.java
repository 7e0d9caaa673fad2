package org.souk.api.search;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Product;

/**
 * Something that somebody may be about to type.
 *
 * @param text to search for, as shoppers write it
 * @param productOrNull the product whose title it is, or null where it is words alone
 */
public record Suggestion(String text, @Nullable Product productOrNull) {
    /** The product whose title it is. */
    public Optional<Product> product() {
        return Optional.ofNullable(productOrNull);
    }
}
