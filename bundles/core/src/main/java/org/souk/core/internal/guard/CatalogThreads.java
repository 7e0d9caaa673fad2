package org.souk.core.internal.guard;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.CatalogId;

/** The thread pool of one version of a catalog. Threads start on demand and end when idle. A hanging thread counts until it returns. */
final class CatalogThreads {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogThreads.class);
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final CatalogId catalog;
    private final ThreadPoolExecutor threads;
    private final int size;
    private final AtomicInteger hanging = new AtomicInteger();
    private final AtomicInteger hangingOfCatalog;
    private final IntSupplier leftBehind;
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * @param waiting size of the queue
     * @param hangingOfCatalog counts the hanging threads of all versions
     * @param leftBehind number of hanging threads in other versions
     */
    CatalogThreads(CatalogId catalog, int size, int waiting, AtomicInteger hangingOfCatalog, IntSupplier leftBehind) {
        this.catalog = catalog;
        this.size = size;
        this.hangingOfCatalog = hangingOfCatalog;
        this.leftBehind = leftBehind;
        AtomicInteger made = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                size,
                size,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(waiting),
                task -> thread(task, "souk-java-" + catalog + "-" + made.incrementAndGet()));
        threads.allowCoreThreadTimeOut(true);
    }

    /** Creates a thread that inherits nothing from the request that happens to be the first. */
    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(CatalogThreads.class.getClassLoader());
        return thread;
    }

    /** Runs a call; returns false if all threads hang or the queue is full. */
    boolean take(Runnable call) {
        if (exhausted() || burdened()) {
            return false;
        }
        try {
            threads.execute(call);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Removes a call from the queue because nobody waits for it any more. */
    void forget(Runnable call) {
        threads.remove(call);
    }

    /** Whether so many threads hang in earlier versions that this version gets none. */
    private boolean burdened() {
        int left = leftBehind.getAsInt();
        if (left < Bounds.MOST_LEFT) {
            return false;
        }
        if (told.compareAndSet(false, true)) {
            LOG.warn(
                    "{} threads hang in the Java of earlier versions of catalog {}, so that of this version is not asked; mend what"
                            + " hangs, then restart the container",
                    left,
                    catalog);
        }
        return true;
    }

    boolean exhausted() {
        return hanging.get() >= size;
    }

    int hanging() {
        return hanging.get();
    }

    void hangs() {
        hanging.incrementAndGet();
        hangingOfCatalog.incrementAndGet();
    }

    void returned() {
        hanging.decrementAndGet();
        hangingOfCatalog.decrementAndGet();
    }

    int busy() {
        return threads.getActiveCount();
    }

    /** Ends idle threads because the version is no longer live; its last requests are still served. */
    void retire() {
        threads.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
    }

    void stop() {
        threads.shutdownNow();
    }
}
