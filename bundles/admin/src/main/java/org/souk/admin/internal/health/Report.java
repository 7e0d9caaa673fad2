package org.souk.admin.internal.health;

import java.util.List;

/** The answer to a probe of the container's health. */
public record Report(Status status, List<Entry> checks) {
    public record Entry(String name, Status status, String detail) {
        boolean is(Status wanted) {
            return status == wanted;
        }
    }

    /** Whether the HTTP status is 200; otherwise it is 503. */
    public boolean ok() {
        return status != Status.DOWN;
    }
}
