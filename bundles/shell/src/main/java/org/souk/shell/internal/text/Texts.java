package org.souk.shell.internal.text;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Formats values for the console. Replaces control characters, for example in a product title, so that they cannot manipulate the terminal.
 */
public final class Texts {
    private Texts() {}

    public static String of(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Instant at) {
            return at.truncatedTo(ChronoUnit.SECONDS).toString();
        }
        if (value instanceof Enum<?> word) {
            return word(word);
        }
        if (value instanceof Collection<?> values) {
            return values.stream().map(Texts::of).collect(Collectors.joining(", "));
        }
        if (value instanceof Map<?, ?> fields) {
            return of(fields.values());
        }
        return value.toString().replaceAll("\\p{Cntrl}", "?");
    }

    /** An enum constant in lower case: {@code live}. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
