package org.souk.persistence.internal.transaction;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.souk.persistence.internal.entity.EntityLoader;

/** The threads of the gate. Knows which calls they hold, so that those can be told that hang. */
final class DatabaseThreads {
    private static final int MOST_WAITING = 500;
    private static final Duration NOTICE = Duration.ofSeconds(1);
    private static final AtomicInteger MADE = new AtomicInteger();

    private final Map<Object, Deadline> calls = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads;
    private volatile Runnable whenGone = () -> {};

    DatabaseThreads(int size) {
        threads =
                new ThreadPoolExecutor(
                        size,
                        size,
                        30,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(MOST_WAITING),
                        DatabaseThreads::thread) {
                    @Override
                    protected void terminated() {
                        whenGone.run();
                    }
                };
        threads.allowCoreThreadTimeOut(true);
    }

    /** OpenJPA looks for classes through the context class loader. */
    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "souk-database-" + MADE.incrementAndGet());
        thread.setDaemon(true);
        thread.setContextClassLoader(EntityLoader.INSTANCE);
        return thread;
    }

    <T> Future<T> submit(Deadline deadline, Callable<T> work) {
        return threads.submit(() -> {
            Object call = new Object();
            calls.put(call, deadline);
            try {
                return work.call();
            } finally {
                calls.remove(call);
            }
        });
    }

    /** Calls that are held at the moment. */
    int busy() {
        return calls.size();
    }

    /** Those that nobody waits for any more, and that should have noticed. */
    int overdue() {
        return (int) calls.values().stream()
                .filter(deadline -> deadline.nanosLeft() < -NOTICE.toNanos())
                .count();
    }

    boolean isGone() {
        return threads.isTerminated();
    }

    /** Takes no more calls; tells when the last has returned, which may be never. */
    void dismiss(Runnable gone) {
        whenGone = gone;
        threads.shutdown();
    }
}
