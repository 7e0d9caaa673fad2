package org.souk.common.concurrent;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A call with a deadline, which {@link BoundedExecutor} runs. If the call hangs, its caller gives up at the deadline; its thread stays
 * occupied until the call returns.
 */
public final class TimedCall<T> extends FutureTask<T> {
    private final Deadline deadline;
    private @Nullable Thread thread;
    private Runnable whenReturned;

    public TimedCall(Deadline deadline, Callable<T> task) {
        this(deadline, task, () -> {});
    }

    /** @param whenReturned runs on the thread of the call when that returns, also if the call was cancelled before it began */
    TimedCall(Deadline deadline, Callable<T> task, Runnable whenReturned) {
        super(task);
        this.deadline = deadline;
        this.whenReturned = whenReturned;
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
     * Gives up the call. Cancels it if it has not begun, else interrupts its thread.
     *
     * @param whenHanging runs now if the call is running
     * @param whenReturned runs later on the thread of the call, if the call was running and returns
     * @return stack trace of the running call, the innermost frame first; null if the call is not running
     */
    public synchronized StackTraceElement @Nullable [] abandon(Runnable whenHanging, Runnable whenReturned) {
        if (thread == null || isDone()) {
            cancel(false);
            return null;
        }
        whenHanging.run();
        this.whenReturned = whenReturned;
        StackTraceElement[] trace = thread.getStackTrace();
        thread.interrupt();
        return trace;
    }
}
