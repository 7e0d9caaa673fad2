package org.souk.common.concurrent;

import java.time.Duration;

/** The time until which a caller waits for a result. */
public final class Deadline {
    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    public long nanosLeft() {
        return end - System.nanoTime();
    }

    public boolean isOver() {
        return nanosLeft() <= 0;
    }
}
