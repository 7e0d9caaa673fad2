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
 * A few threads, and lanes on them: what is in one lane runs one after the other, different lanes side by side. While one waits for a
 * catalog's Java, as a {@link ForkJoinPool.ManagedBlocker}, another thread takes its place.
 */
public final class SerialExecutor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SerialExecutor.class);

    /** So many catalogs may hang in their start before others wait for them. */
    private static final int MOST_THREADS = 32;

    private final ForkJoinPool pool;
    /** For what somebody waits for: it does not queue behind the catalogs of a start. */
    private final ThreadPoolExecutor urgent;

    private final Map<String, Deque<Step>> lanes = new HashMap<>();

    private record Step(Runnable task, boolean urgent) {}

    public SerialExecutor(int threads) {
        pool = new ForkJoinPool(
                threads, workers(), null, true, threads, MOST_THREADS, threads, full -> true, 10, TimeUnit.SECONDS);
        urgent = new ThreadPoolExecutor(
                2, 2, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads("souk-catalog-commands"));
        urgent.allowCoreThreadTimeOut(true);
    }

    /** Threads like any other: those that the pool makes itself know the classes of the JVM alone. */
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

    public void submit(String lane, Runnable task) {
        submit(lane, new Step(task, false));
    }

    /** The same, on a thread of its own as soon as it is its turn in the lane. */
    public void urgent(String lane, Runnable task) {
        submit(lane, new Step(task, true));
    }

    private void submit(String lane, Step step) {
        synchronized (lanes) {
            Deque<Step> waiting = lanes.get(lane);
            if (waiting != null) {
                waiting.add(step);
                return;
            }
            lanes.put(lane, new ArrayDeque<>());
        }
        start(lane, step);
    }

    private void start(String lane, Step step) {
        try {
            (step.urgent() ? urgent : pool).execute(() -> run(lane, step.task()));
        } catch (RejectedExecutionException e) {
            LOG.debug("The deployer stops; {} is left for the next start", lane, e);
        }
    }

    private void run(String lane, Runnable task) {
        try {
            if (!pool.isShutdown()) {
                task.run();
            }
        } catch (RuntimeException | Error e) {
            LOG.error("A step of {} failed", lane, e);
        } finally {
            Step next = next(lane);
            if (next != null) {
                start(lane, next);
            }
        }
    }

    private @Nullable Step next(String lane) {
        synchronized (lanes) {
            Deque<Step> waiting = lanes.get(lane);
            Step next = waiting == null ? null : waiting.poll();
            if (next == null) {
                lanes.remove(lane);
            }
            return next;
        }
    }

    /** Lets what runs come to its end, at most so long; what waits is left. */
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
