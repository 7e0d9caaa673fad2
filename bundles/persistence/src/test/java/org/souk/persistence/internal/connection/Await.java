package org.souk.persistence.internal.connection;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for something that happens by itself, with a deadline. */
public final class Await {
    private Await() {}

    public static Duration until(Callable<Boolean> happened) {
        return until(Duration.ofSeconds(30), happened);
    }

    /** How long it took. */
    public static Duration until(Duration most, Callable<Boolean> happened) {
        long begin = System.nanoTime();
        while (true) {
            try {
                if (happened.call()) {
                    return Duration.ofNanos(System.nanoTime() - begin);
                }
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            if (System.nanoTime() - begin > most.toNanos()) {
                throw new AssertionError("did not happen within " + most);
            }
            LockSupport.parkNanos(10_000_000);
        }
    }
}
