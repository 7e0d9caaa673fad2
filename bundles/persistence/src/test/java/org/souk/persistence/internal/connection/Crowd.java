package org.souk.persistence.internal.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Does something on many threads at once. */
public final class Crowd {
    private Crowd() {}

    /** Every result, in the order of the numbers; fails with the first that failed. */
    public static <T> List<T> of(int threads, int times, IntFunction<T> what) {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> waiting = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                int number = i;
                waiting.add(executor.submit(() -> what.apply(number)));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : waiting) {
                results.add(future.get());
            }
            return results;
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            executor.shutdownNow();
        }
    }
}
