package org.souk.core.internal.guard;

import java.time.Duration;

/**
 * What the Java of one catalog may take.
 *
 * @param threads of one version
 * @param deadline of one call, waiting included
 * @param retry how long a service that failed is left out before it is tried again
 * @param remembered answers kept of one version
 * @param outside the same of what may wait for others, for each type: threads of its own and another deadline
 */
record Bounds(int threads, Duration deadline, Duration retry, int remembered, Outside outside) {
    /** Calls that may wait for a thread. */
    static final int MOST_WAITING = 64;

    /** Threads that may hang in earlier versions of a catalog before a new one gets none. */
    static final int MOST_LEFT = 4;

    /**
     * What calls that wait for others may take.
     *
     * @param threads of one version; as many calls may wait for one
     * @param deadline of one call, waiting included
     */
    record Outside(int threads, Duration deadline) {}
}
