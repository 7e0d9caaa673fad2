package org.souk.core.internal.guard;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Converts stack traces to text, because log services keep exceptions in memory, and with them the classes of a removed catalog. */
final class Traces {
    private static final String OURS = "org.souk.core.internal.";
    private static final int MAX_FRAMES = 12;
    private static final int MAX_LENGTH = 200;

    private Traces() {}

    static String of(StackTraceElement[] frames) {
        return Arrays.stream(frames)
                .takeWhile(frame -> !frame.getClassName().startsWith(OURS))
                .limit(MAX_FRAMES)
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

    /** Returns class and message on one line. This calls methods of the exception, whose class may be the catalog's own. */
    static String name(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        try {
            String message = thrown.getMessage();
            if (message == null) {
                return name;
            }
            String line = message.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
            return name + " (" + (line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) + "…" : line) + ")";
        } catch (Throwable e) {
            return name;
        }
    }
}
