package org.souk.edge.internal;

import jakarta.servlet.Servlet;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A servlet behind the edge. It counts the requests inside, so that it is replaced only when they have ended: every request holds a permit,
 * and {@link #retire} acquires all permits.
 */
final class BackEnd {
    private static final int ALL = Integer.MAX_VALUE;

    private final Semaphore permits = new Semaphore(ALL);
    private final Servlet servlet;
    private volatile boolean retired;

    BackEnd(Servlet servlet) {
        this.servlet = servlet;
    }

    Servlet servlet() {
        return servlet;
    }

    /** Admits a request, whose thread must call {@link #leave} at its end; false once the back end retires. */
    boolean enter() {
        if (!permits.tryAcquire()) {
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
