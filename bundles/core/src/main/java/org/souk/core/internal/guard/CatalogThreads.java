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

/**
 * The few threads of one version of a catalog: made when there is something to call, ended when there is not. A thread that hangs stays
 * counted here until it returns.
 */
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
     * Starts no thread yet.
     *
     * @param waiting calls that may wait for a thread
     * @param hangingOfCatalog counts over all versions
     * @param leftBehind threads that hang in other versions
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

    /** Inherits nothing of the request that happens to be the first. */
    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(CatalogThreads.class.getClassLoader());
        return thread;
    }

    /** Whether it was taken: not if all threads hang, or too many wait. */
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

    /** Nobody waits for it any more. */
    void forget(Runnable call) {
        threads.remove(call);
    }

    /** Whether too many threads hang in earlier versions: then this one gets none. */
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

    /** Whether every thread hangs. */
    boolean exhausted() {
        return hanging.get() >= size;
    }

    /** Of its threads. */
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

    /** Its version has gone: what still drains is served, but no thread waits for more. */
    void retire() {
        threads.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
    }

    /** The container stops. */
    void stop() {
        threads.shutdownNow();
    }
}
