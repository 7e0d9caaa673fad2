package org.souk.edge.internal;

import jakarta.servlet.Servlet;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A servlet behind the edge. It counts the requests inside, so that it is replaced only when they have ended: every request holds a permit,
 * and {@link #retire} acquires all permits.
 */
final class BackEnd {
    private static final int ALL = Integer.MAX_VALUE;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Semaphore permits = new Semaphore(ALL);
    private final Supplier<@Nullable Servlet> registry;
    private final Lock lookup = new ReentrantLock();

    /** Guarded by {@code lookup}, as the pause. */
    private long nextLookup = System.nanoTime();

    private Duration pause = FIRST_PAUSE;
    private volatile @Nullable Servlet servlet;
    private volatile boolean retired;

    /** @param registry gets the servlet from the service registry; null if there is none at the moment */
    BackEnd(Supplier<@Nullable Servlet> registry) {
        this.registry = registry;
    }

    /**
     * Returns whether the servlet is available, and gets it from the service registry if that has not succeeded yet. Although the servlet is
     * registered, the registry may return none for a moment: SCR creates it at this call, and fails while components that it needs are
     * replaced. SCR logs each failure, so the pauses between two attempts double. No thread waits for another that is making an attempt.
     */
    boolean isAvailable() {
        if (servlet == null && lookup.tryLock()) {
            try {
                long now = System.nanoTime();
                if (servlet == null && now - nextLookup >= 0) {
                    nextLookup = now + pause.toNanos();
                    pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                    servlet = registry.get();
                }
            } finally {
                lookup.unlock();
            }
        }
        return servlet != null;
    }

    /** The servlet; only for a request that has entered. */
    Servlet servlet() {
        return Objects.requireNonNull(servlet);
    }

    /** Admits a request, whose thread must call {@link #leave} at its end; false if there is no servlet, or once the back end retires. */
    boolean enter() {
        if (!isAvailable() || !permits.tryAcquire()) {
            return false;
        }
        if (retired) {
            permits.release();
            return false;
        }
        return true;
    }

    void leave() {
        permits.release();
    }

    /** Admits no more requests and waits for those inside; false if some are still inside after the limit. */
    boolean retire(Duration limit) throws InterruptedException {
        retired = true;
        return permits.tryAcquire(ALL, limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
