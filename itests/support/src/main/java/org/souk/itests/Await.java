package org.souk.itests;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits in tests for a condition, by polling with a deadline: first after a millisecond, then less and less often. */
public final class Await {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final long MIN_PAUSE = 1_000_000;
    private static final long MAX_PAUSE = 20_000_000;

    private Await() {}

    /** Waits for at most 30 seconds. */
    public static Duration until(Callable<Boolean> condition) {
        return until(LONG, condition);
    }

    /**
     * Waits until a condition holds.
     *
     * @return how long it took
     */
    public static Duration until(Duration deadline, Callable<Boolean> condition) {
        return poll(deadline, () -> "did not happen", condition);
    }

    /**
     * Waits until a condition holds.
     *
     * @param state describes the condition, for the failure at the deadline
     * @return milliseconds it took
     */
    public static long until(Duration deadline, Supplier<String> state, BooleanSupplier condition) {
        return poll(deadline, state, condition::getAsBoolean).toMillis();
    }

    private static Duration poll(Duration deadline, Supplier<String> state, Callable<Boolean> condition) {
        long start = System.nanoTime();
        long pause = MIN_PAUSE;
        while (!holds(condition)) {
            if (System.nanoTime() - start > deadline.toNanos()) {
                throw new AssertionError("not within " + deadline + ": " + state.get());
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(2 * pause, MAX_PAUSE);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static boolean holds(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
