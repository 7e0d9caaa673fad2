package org.souk.common.concurrent;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs calls that may hang on a bounded number of daemon threads, which end when they are idle. */
public final class BoundedExecutor extends ThreadPoolExecutor {
    private final Set<Deadline> running = ConcurrentHashMap.newKeySet();
    private volatile Runnable whenTerminated = () -> {};

    /**
     * Creates an executor without threads; they start on demand.
     *
     * @param name prefix of the names of the threads, followed by a hyphen and a number
     * @param threads largest number of threads
     * @param waiting largest number of calls that wait for a thread
     * @param idle how long an idle thread lives
     * @param context context class loader of the threads; they inherit nothing from the threads that submit calls
     */
    public BoundedExecutor(String name, int threads, int waiting, Duration idle, ClassLoader context) {
        super(
                // with no core threads, idle threads are reused before new ones are created
                waiting == 0 ? 0 : threads,
                threads,
                idle.toMillis(),
                TimeUnit.MILLISECONDS,
                waiting == 0 ? new SynchronousQueue<>() : new LinkedBlockingQueue<>(waiting),
                factory(name, context));
        allowCoreThreadTimeOut(true);
    }

    private static ThreadFactory factory(String name, ClassLoader context) {
        AtomicInteger made = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(null, task, name + "-" + made.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(context);
            return thread;
        };
    }

    /**
     * Runs a call on an idle or a new thread, or queues it.
     *
     * @throws RejectedExecutionException if every thread is busy and too many calls wait, or the executor was shut down
     */
    public <T> TimedCall<T> submit(Deadline deadline, Callable<T> task) {
        return submit(deadline, task, () -> {});
    }

    /**
     * Runs a call on an idle or a new thread, or queues it.
     *
     * @param whenReturned runs on the thread of the call when that returns, also if the call was cancelled before it began
     * @throws RejectedExecutionException if every thread is busy and too many calls wait, or the executor was shut down
     */
    public <T> TimedCall<T> submit(Deadline deadline, Callable<T> task, Runnable whenReturned) {
        Callable<T> counted = () -> {
            running.add(deadline);
            try {
                return task.call();
            } finally {
                running.remove(deadline);
            }
        };
        TimedCall<T> call = new TimedCall<>(deadline, counted, whenReturned);
        execute(call);
        return call;
    }

    /** Number of running calls. */
    public int busy() {
        return running.size();
    }

    /** Number of calls that are still running this long after their deadline. */
    public int overdue(Duration by) {
        return (int) running.stream()
                .filter(deadline -> deadline.nanosLeft() < -by.toNanos())
                .count();
    }

    /** Shuts down, and runs {@code terminated} when the last call has returned, possibly never. */
    public void shutdown(Runnable terminated) {
        whenTerminated = terminated;
        shutdown();
    }

    @Override
    protected void terminated() {
        whenTerminated.run();
    }
}
