package org.souk.search.internal.index;

import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Recognises a full disk by the message of the operating system, as the deployer does. The deployer then retries when there is space. */
final class FullDisk {
    private static final Pattern WORDS =
            Pattern.compile("(?i).*(no space left|not enough space|quota exceeded|file too large).*", Pattern.DOTALL);
    /** Largest number of causes to inspect, as chains of causes can be cyclic. */
    private static final int MAX_CAUSES = 20;

    private FullDisk() {}

    static boolean isCauseOf(IOException e) {
        return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES)
                .anyMatch(cause ->
                        WORDS.matcher(String.valueOf(cause.getMessage())).matches());
    }
}
