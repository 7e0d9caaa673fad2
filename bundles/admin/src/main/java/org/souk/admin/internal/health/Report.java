package org.souk.admin.internal.health;

import java.util.List;

/** The answer to a probe. */
public record Report(Status status, List<Entry> checks) {
    /** The result of one check. */
    public record Entry(String name, Status status, String detail) {
        boolean is(Status wanted) {
            return status == wanted;
        }
    }

    /** Whether the status code is 200; otherwise it is 503. */
    public boolean ok() {
        return status != Status.DOWN;
    }
}
