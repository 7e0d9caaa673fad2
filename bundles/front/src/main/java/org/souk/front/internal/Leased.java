package org.souk.front.internal;

import jakarta.servlet.Servlet;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A back end and the requests that are inside it. Every request holds a permit; retiring takes all of them, so it waits
 * for those inside and lets nobody in any more.
 */
final class Leased {
    private static final int ALL = Integer.MAX_VALUE;

    private final Semaphore permits = new Semaphore(ALL);
    private final Servlet servlet;
    private volatile boolean retired;

    Leased(Servlet servlet) {
        this.servlet = servlet;
    }

    Servlet servlet() {
        return servlet;
    }

    /** Lets a request in, which must {@link #leave} again; false once the back end retires. */
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

    /** Closes the back end to new requests and waits for those inside; false when some outlast the limit. */
    boolean retire(Duration limit) throws InterruptedException {
        retired = true;
        return permits.tryAcquire(ALL, limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
