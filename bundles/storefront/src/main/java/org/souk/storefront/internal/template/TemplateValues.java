package org.souk.storefront.internal.template;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What templates may print: single values. */
final class TemplateValues {
    private TemplateValues() {}

    /** Whether it is one text, number, truth or nothing. */
    static boolean scalar(@Nullable Object value) {
        return value == null
                || value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof SafeString
                || value instanceof Enum<?>;
    }

    /**
     * Its text, {@code ""} for nothing.
     *
     * @throws IllegalArgumentException if it has none
     */
    static String text(@Nullable Object value) {
        if (!scalar(value)) {
            String what =
                    value instanceof Collection<?> ? "a list" : value instanceof Map<?, ?> ? "a map" : "an object";
            throw new IllegalArgumentException(what + " cannot be printed; print one of its values");
        }
        return value == null ? "" : value.toString();
    }
}
