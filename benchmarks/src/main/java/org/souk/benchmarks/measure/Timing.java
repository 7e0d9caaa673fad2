package org.souk.benchmarks.measure;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits, and measures elapsed time. */
public final class Timing {
    private Timing() {}

    public static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        long left;
        while ((left = end - System.nanoTime()) > 0) {
            LockSupport.parkNanos(left);
        }
    }

    public static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }
}
