package org.souk.itests;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Polls with a deadline. */
public final class Await {
    private Await() {}

    /**
     * Waits until it is so.
     *
     * @return milliseconds it took
     */
    public static long until(Duration deadline, Supplier<String> state, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > deadline.toNanos()) {
                throw new AssertionError("not within " + deadline + ": " + state.get());
            }
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
        return (System.nanoTime() - start) / 1_000_000;
    }
}
