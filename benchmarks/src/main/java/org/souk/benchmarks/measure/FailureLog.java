package org.souk.benchmarks.measure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** What went wrong: all counted, the first few kept in words. Any threads. */
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

    /** The first few, one to a line; nothing if there is none. */
    public void print(String of) {
        samples.forEach(sample -> System.out.println("  failed, " + of + ": " + sample));
    }
}
