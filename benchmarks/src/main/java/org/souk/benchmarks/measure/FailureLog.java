package org.souk.benchmarks.measure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Counts failures and keeps the messages of the first few. Safe for any thread. */
public final class FailureLog {
    private static final int SAMPLES = 5;
    private final AtomicLong count = new AtomicLong();
    private final List<String> samples = new CopyOnWriteArrayList<>();

    public void add(String what) {
        if (count.incrementAndGet() <= SAMPLES) {
            samples.add(what);
        }
    }

    public long count() {
        return count.get();
    }

    /** Prints the kept messages, one per line. */
    public void print(String of) {
        samples.forEach(sample -> System.out.println("  failed, " + of + ": " + sample));
    }
}
