package org.souk.itests.history;

/**
 * One action of a client with its outcome, timed by one clock.
 *
 * @param client its number
 * @param node the container that was asked
 * @param cart the session's key, as the database knows it
 * @param invoked nanoseconds before it was sent
 * @param completed nanoseconds after its answer was read
 */
record Operation(int client, String node, String cart, Action action, Outcome outcome, long invoked, long completed) {

    /** Whether it has an answer, which must be explained. */
    boolean answered() {
        return !(outcome instanceof Outcome.Unknown);
    }

    /** Until when it must have taken effect: one without an answer may take its time. */
    long effectBy() {
        return answered() ? completed : Long.MAX_VALUE;
    }

    @Override
    public String toString() {
        return "%9.3f to %9.3f s  client %-2d at %-8s  %-46s -> %s"
                .formatted(invoked / 1e9, completed / 1e9, client, node, action, outcome);
    }
}
