package org.souk.itests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Stops all containers of a test, even if one of them does not stop, and then collects the warnings and errors in their logs. */
public final class Containers {
    private Containers() {}

    /**
     * Stops the containers one after another, and skips those that are null.
     *
     * @return the lines of their logs with level WARN or ERROR
     * @throws AssertionError if a container does not stop; thrown after the others were stopped
     */
    public static List<String> close(Container... containers) {
        List<Container> there =
                Arrays.stream(containers).filter(Objects::nonNull).toList();
        closeAll(there.toArray(AutoCloseable[]::new));
        List<String> complaints = new ArrayList<>();
        there.forEach(container -> complaints.addAll(container.complaints()));
        return complaints;
    }

    /** Closes all given resources that are not null, even if closing an earlier one fails. */
    public static void closeAll(AutoCloseable... all) {
        AssertionError failure = null;
        for (AutoCloseable each : all) {
            try {
                if (each != null) {
                    each.close();
                }
            } catch (Exception | AssertionError e) {
                failure = failure == null ? new AssertionError(e) : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
