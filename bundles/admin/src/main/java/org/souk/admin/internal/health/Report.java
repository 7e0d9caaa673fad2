package org.souk.admin.internal.health;

import java.util.List;
import java.util.Locale;
import org.souk.api.health.Health;

/**
 * The answer to a probe.
 *
 * @param status {@code up}, {@code degraded} or {@code down}; only the last is not ready
 */
public record Report(String status, List<Entry> checks) {
    /** A check and how it came out. */
    public record Entry(String name, String status, String detail) {
        static Entry of(String name, Health health) {
            return new Entry(name, word(health.status()), health.detail());
        }

        boolean is(Health.Status wanted) {
            return status.equals(word(wanted));
        }
    }

    /** Takes a copy. */
    public Report {
        checks = List.copyOf(checks);
    }

    static Report of(Health.Status status, List<Entry> checks) {
        return new Report(word(status), checks);
    }

    /** Whether requests may come. */
    public boolean ready() {
        return !status.equals(word(Health.Status.DOWN));
    }

    private static String word(Health.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
