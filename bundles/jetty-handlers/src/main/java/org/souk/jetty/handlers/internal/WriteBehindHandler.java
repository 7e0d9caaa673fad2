package org.souk.jetty.handlers.internal;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Copies each response, so that the thread that made it need not wait for the client to read it; configured in {@code jetty.xml}. If
 * memory is short, the thread waits, but only a bounded number of threads wait at a time; further responses are cut off.
 */
public final class WriteBehindHandler extends Handler.Wrapper {
    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final Semaphore waiters;

    /** @param maxWaiters largest number of threads that wait for clients, less than there are threads */
    public WriteBehindHandler(int maxWaiters) {
        this(maxWaiters, Runtime.getRuntime().maxMemory() / 8);
    }

    WriteBehindHandler(int maxWaiters, long maxBytes) {
        this.waiters = new Semaphore(maxWaiters);
        this.maxBytes = maxBytes;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        WriteBehindResponse behind = new WriteBehindResponse(this, request, response, callback);
        return super.handle(request, behind, behind.completion());
    }

    /** Reserves memory for a copy; false if there is too little. */
    boolean reserve(int length) {
        if (bytes.addAndGet(length) <= maxBytes) {
            return true;
        }
        release(length);
        return false;
    }

    void release(int length) {
        bytes.addAndGet(-length);
    }

    /** Whether one more thread may wait; it calls {@link #waited} in the end. */
    boolean mayWait() {
        return waiters.tryAcquire();
    }

    void waited() {
        waiters.release();
    }
}
