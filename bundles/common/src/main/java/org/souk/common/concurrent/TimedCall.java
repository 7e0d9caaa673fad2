package org.souk.common.concurrent;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A call that may hang. When its deadline is over, the caller abandons it together with its thread. */
public final class TimedCall<T> extends FutureTask<T> {
    private final Deadline deadline;
    private @Nullable Thread thread;
    private Runnable whenReturned = () -> {};

    public TimedCall(Deadline deadline, Callable<T> task) {
        super(task);
        this.deadline = deadline;
    }

    @Override
    public void run() {
        synchronized (this) {
            thread = Thread.currentThread();
        }
        try {
            super.run();
        } finally {
            end().run();
        }
    }

    private synchronized Runnable end() {
        thread = null;
        return whenReturned;
    }

    /** Waits for the result until the deadline. */
    public T await() throws InterruptedException, ExecutionException, TimeoutException {
        return get(Math.max(0, deadline.nanosLeft()), TimeUnit.NANOSECONDS);
    }

    /**
     * Abandons the call, because its caller no longer waits. It is cancelled if it has not begun; if it runs, its thread is interrupted.
     *
     * @param lost runs now if the call is running
     * @param returned runs on the thread of the call if it returns later
     * @return where it hangs, innermost frame first; null if it is not running
     */
    public synchronized StackTraceElement @Nullable [] abandon(Runnable lost, Runnable returned) {
        if (thread == null || isDone()) {
            cancel(false);
            return null;
        }
        lost.run();
        whenReturned = returned;
        StackTraceElement[] trace = thread.getStackTrace();
        thread.interrupt();
        return trace;
    }
}
