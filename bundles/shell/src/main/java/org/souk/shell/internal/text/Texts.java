package org.souk.shell.internal.text;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as people read them; what came from outside never moves the cursor. */
public final class Texts {
    private Texts() {}

    /** The value on one line. */
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

    /** An enum's constant as it is told: {@code live}. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
