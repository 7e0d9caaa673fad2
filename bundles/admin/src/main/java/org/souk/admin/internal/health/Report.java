package org.souk.admin.internal.health;

import java.util.List;
import java.util.Locale;

/**
 * The answer to a probe.
 *
 * @param status {@code up}, {@code degraded} or {@code down}
 */
public record Report(String status, List<Entry> checks) {
    /** The result of one check. */
    public record Entry(String name, String status, String detail) {
        static Entry of(String name, Status status, String detail) {
            return new Entry(name, word(status), detail);
        }

        boolean is(Status wanted) {
            return status.equals(word(wanted));
        }
    }

    static Report of(Status status, List<Entry> checks) {
        return new Report(word(status), checks);
    }

    /** The worst status of these checks, up if there are none. */
    static Status worst(List<Entry> checks) {
        if (checks.stream().anyMatch(entry -> entry.is(Status.DOWN))) {
            return Status.DOWN;
        }
        return checks.stream().allMatch(entry -> entry.is(Status.UP)) ? Status.UP : Status.DEGRADED;
    }

    /** Whether the status code is 200; otherwise it is 503. */
    public boolean ok() {
        return !status.equals(word(Status.DOWN));
    }

    private static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
