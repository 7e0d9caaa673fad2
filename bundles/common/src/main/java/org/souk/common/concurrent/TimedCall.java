package org.souk.common.concurrent;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A call that may hang: whoever waits for it leaves it behind with its thread then. */
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
     * Nobody waits any more: a call that has not begun never does, and the thread of one that runs is interrupted.
     *
     * @param lost done now if it runs
     * @param returned done later, on its thread, if it returns after all
     * @return where it hangs, the innermost frame first; null if it does not run
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
