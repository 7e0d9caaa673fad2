package org.souk.core.internal.guard;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Where a catalog's Java failed, as text: a log keeps exceptions for a while, and with them the classes of the catalog. */
final class Traces {
    private static final String OURS = "org.souk.core.internal.";
    private static final int MOST_FRAMES = 12;
    private static final int LONGEST = 200;

    private Traces() {}

    static String of(StackTraceElement[] frames) {
        return Arrays.stream(frames)
                .takeWhile(frame -> !frame.getClassName().startsWith(OURS))
                .limit(MOST_FRAMES)
                .map(frame -> System.lineSeparator() + "\tat " + frame)
                .collect(Collectors.joining());
    }

    static String of(Throwable thrown) {
        try {
            return of(thrown.getStackTrace());
        } catch (Throwable e) {
            return "";
        }
    }

    /** Class and message on one line; asks the exception, which may be the catalog's own. */
    static String name(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        try {
            String message = thrown.getMessage();
            if (message == null) {
                return name;
            }
            String line = message.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
            return name + " (" + (line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line) + ")";
        } catch (Throwable e) {
            return name;
        }
    }
}
