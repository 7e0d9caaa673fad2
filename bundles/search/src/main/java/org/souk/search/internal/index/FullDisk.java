package org.souk.search.internal.index;

import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Told from other failures by the system's words, as the deployer does, which tries again when there may be room. */
final class FullDisk {
    private static final Pattern WORDS =
            Pattern.compile("(?i).*(no space left|not enough space|quota exceeded|file too large).*", Pattern.DOTALL);
    /** Causes that are looked at: they may go round in a circle. */
    private static final int DEEPEST = 20;

    private FullDisk() {}

    static boolean told(IOException e) {
        return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST)
                .anyMatch(cause ->
                        WORDS.matcher(String.valueOf(cause.getMessage())).matches());
    }
}
