package org.souk.core.internal.guard;

import java.time.Duration;

/**
 * Limits for the Java code of one catalog.
 *
 * @param threads number of threads of one version
 * @param deadline time for one call, including the wait for a thread
 * @param retry how long the container skips a failing service before it tries the service again
 * @param cacheSize number of cached answers for one version
 * @param outside limits for each type of service that may wait for other systems
 */
record Bounds(int threads, Duration deadline, Duration retry, int cacheSize, Outside outside) {
    /** Largest number of calls that may wait for a thread. */
    static final int MAX_WAITING = 64;

    /** If so many threads of earlier versions hang, a new version gets no threads. */
    static final int MAX_LEFT = 4;

    /**
     * Limits for calls that may wait for other systems.
     *
     * @param threads number of threads of one version; the same number of calls may wait for one
     * @param deadline time for one call, including the wait for a thread
     */
    record Outside(int threads, Duration deadline) {}
}
