package org.souk.deployer.internal.concurrent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the tasks of one key (mostly a source) in order, those of different keys in parallel on a few threads. While a task waits for a
 * catalog's Java, as a {@link ForkJoinPool.ManagedBlocker}, another thread takes its place.
 */
public final class SerialExecutor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SerialExecutor.class);

    /** How many catalogs may hang in their start before others have to wait. */
    private static final int MAX_THREADS = 32;

    private final ForkJoinPool pool;
    /** Runs tasks that a caller waits for, such as commands, so that they do not queue behind the catalogs of a startup. */
    private final ThreadPoolExecutor urgent;

    private final Map<String, Deque<Step>> queues = new HashMap<>();

    private record Step(Runnable task, boolean urgent) {}

    public SerialExecutor(int threads) {
        pool = new ForkJoinPool(
                threads, workers(), null, true, threads, MAX_THREADS, threads, full -> true, 10, TimeUnit.SECONDS);
        urgent = new ThreadPoolExecutor(
                2, 2, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads("souk-catalog-commands"));
        urgent.allowCoreThreadTimeOut(true);
    }

    /** Creates the threads, because the pool's own would have the system class loader as their context class loader. */
    private static ForkJoinPool.ForkJoinWorkerThreadFactory workers() {
        AtomicInteger number = new AtomicInteger();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return pool -> {
            ForkJoinWorkerThread thread = new ForkJoinWorkerThread(pool) {};
            thread.setName("souk-catalogs-" + number.incrementAndGet());
            thread.setContextClassLoader(loader);
            return thread;
        };
    }

    public static ThreadFactory threads(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    public void submit(String key, Runnable task) {
        submit(key, new Step(task, false));
    }

    /** Runs a task after the earlier tasks of its key, without waiting for a thread of the pool. */
    public void submitUrgent(String key, Runnable task) {
        submit(key, new Step(task, true));
    }

    private void submit(String key, Step step) {
        synchronized (queues) {
            Deque<Step> waiting = queues.get(key);
            if (waiting != null) {
                waiting.add(step);
                return;
            }
            queues.put(key, new ArrayDeque<>());
        }
        start(key, step);
    }

    private void start(String key, Step step) {
        try {
            (step.urgent() ? urgent : pool).execute(() -> run(key, step.task()));
        } catch (RejectedExecutionException e) {
            LOG.debug("The deployer stops; {} is left for the next start", key, e);
        }
    }

    private void run(String key, Runnable task) {
        try {
            if (!pool.isShutdown()) {
                task.run();
            }
        } catch (RuntimeException | Error e) {
            LOG.error("A step of {} failed", key, e);
        } finally {
            Step next = next(key);
            if (next != null) {
                start(key, next);
            }
        }
    }

    private @Nullable Step next(String key) {
        synchronized (queues) {
            Deque<Step> waiting = queues.get(key);
            Step next = waiting == null ? null : waiting.poll();
            if (next == null) {
                queues.remove(key);
            }
            return next;
        }
    }

    /** Waits up to 10 s each for running and urgent tasks to end. Tasks that have not begun are dropped. */
    @Override
    public void close() {
        pool.shutdown();
        urgent.shutdown();
        try {
            if (!pool.awaitTermination(10, TimeUnit.SECONDS) || !urgent.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("A catalog is still being worked on; it is left as it is, the next start clears it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
