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
     * Starts no thread yet.
     *
     * @param name of the threads, before a hyphen and a number
     * @param waiting calls that may wait for a thread
     * @param context class loader of the threads, which inherit nothing from the submitting threads
     */
    public BoundedExecutor(String name, int threads, int waiting, Duration idle, ClassLoader context) {
        super(
                // without a queue an idle thread is reused before a new one is started
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
     * Queues a call and returns at once.
     *
     * @throws RejectedExecutionException if every thread is busy and too many calls wait, or this was shut down
     */
    public <T> TimedCall<T> submit(Deadline deadline, Callable<T> task) {
        TimedCall<T> call = new TimedCall<>(deadline, () -> {
            running.add(deadline);
            try {
                return task.call();
            } finally {
                running.remove(deadline);
            }
        });
        execute(call);
        return call;
    }

    public int busy() {
        return running.size();
    }

    /** Number of calls that still run this long after their deadlines. */
    public int overdue(Duration by) {
        return (int) running.stream()
                .filter(deadline -> deadline.nanosLeft() < -by.toNanos())
                .count();
    }

    /** Shuts down. Runs the task when the last call has returned, which may be never. */
    public void shutdown(Runnable terminated) {
        whenTerminated = terminated;
        shutdown();
    }

    @Override
    protected void terminated() {
        whenTerminated.run();
    }
}
