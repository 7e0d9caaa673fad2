package org.souk.core.internal.guard;

import java.time.Duration;

/**
 * Limits for the Java code of one catalog.
 *
 * @param threads of one version
 * @param deadline of one call, waiting included
 * @param retry how long a failing service is skipped before it is tried again
 * @param cacheSize number of cached answers for one version
 * @param outside limits for services that may wait for other systems, for each type
 */
record Bounds(int threads, Duration deadline, Duration retry, int cacheSize, Outside outside) {
    /** Calls that may wait for a thread. */
    static final int MAX_WAITING = 64;

    /** Hanging threads of earlier versions with which a new version gets no threads. */
    static final int MAX_LEFT = 4;

    /**
     * Limits for calls that may wait for other systems.
     *
     * @param threads of one version; the same number of calls may wait for one
     * @param deadline of one call, waiting included
     */
    record Outside(int threads, Duration deadline) {}
}
