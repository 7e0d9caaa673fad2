package org.souk.storefront.internal.template;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values that templates may print: single texts, numbers and booleans. */
final class TemplateValues {
    private TemplateValues() {}

    /** Whether the value is null, or a single text, number or boolean. */
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
     * The text of a value, {@code ""} for null.
     *
     * @throws IllegalArgumentException if it is a list, map or object
     */
    static String text(@Nullable Object value) {
        if (!scalar(value)) {
            String what =
                    value instanceof Collection<?> ? "a list" : value instanceof Map<?, ?> ? "a map" : "an object";
            throw new IllegalArgumentException(what + " cannot be printed; print one of its values");
        }
        return value == null ? "" : value.toString();
    }

    /** Charges reading a value and all that is nested in it, for example to compare it. */
    static void charge(RenderBudget budget, @Nullable Object value) {
        if (value instanceof Collection<?> collection) {
            collection.forEach(entry -> charge(budget, entry));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> {
                charge(budget, key);
                charge(budget, entry);
            });
        } else if (value instanceof Record) {
            // its components are read by reflection
            budget.work(RenderBudget.SLOW_WORK);
        } else {
            budget.read(
                    value instanceof String || value instanceof SafeString
                            ? value.toString().length()
                            : 0);
        }
    }
}
