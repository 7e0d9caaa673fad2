package org.souk.jetty.handlers.internal;

import java.util.concurrent.Semaphore;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Copies each response, so that the thread that made it need not wait for the client to read it; configured in {@code jetty.xml}. If
 * memory is short, the thread waits, but only a bounded number of threads wait at a time; further responses are cut off.
 */
public final class WriteBehindHandler extends Handler.Wrapper {
    private final ByteAccount memory;
    private final Semaphore waiters;

    /** @param maxWaiters largest number of threads that wait for clients, less than there are threads */
    public WriteBehindHandler(int maxWaiters) {
        this(maxWaiters, Runtime.getRuntime().maxMemory() / 8);
    }

    WriteBehindHandler(int maxWaiters, long maxBytes) {
        this.waiters = new Semaphore(maxWaiters);
        this.memory = new ByteAccount(maxBytes);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        WriteBehindResponse behind = new WriteBehindResponse(this, request, response, callback);
        return super.handle(request, behind, behind.completion());
    }

    /**
     * Reserves memory for a copy; false if there is too little.
     *
     * @param isMore whether it is for a response that holds much already; such copies leave room for the responses that are small
     */
    boolean reserve(int length, boolean isMore) {
        return isMore ? memory.reserveLeavingHalf(length) : memory.reserve(length);
    }

    void release(int length) {
        memory.release(length);
    }

    /** Whether one more thread may wait; it calls {@link #waited} in the end. */
    boolean mayWait() {
        return waiters.tryAcquire();
    }

    void waited() {
        waiters.release();
    }
}
