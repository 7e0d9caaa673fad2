package org.souk.jetty.handlers.internal;

import java.util.concurrent.Semaphore;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Copies each response, so that the thread that makes it need not wait for the client to read it; configured in {@code jetty.xml}. If there
 * is too little memory for a copy, the thread waits. At most a given number of threads wait at a time; connections that would need more are
 * closed.
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
     * @param isMore whether the response holds much memory already; such a copy leaves memory for small responses
     */
    boolean reserve(int length, boolean isMore) {
        return isMore ? memory.reserveLeavingHalf(length) : memory.reserve(length);
    }

    void release(int length) {
        memory.release(length);
    }

    /** Whether one more thread may wait; if so, it calls {@link #waited} when it has waited. */
    boolean mayWait() {
        return waiters.tryAcquire();
    }

    void waited() {
        waiters.release();
    }
}
