package org.souk.core.internal.guard;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.CatalogId;
import org.souk.common.concurrent.BoundedExecutor;
import org.souk.common.concurrent.Deadline;
import org.souk.common.concurrent.TimedCall;

/**
 * A thread pool of one version of a catalog. Threads start on demand and end when idle. A hanging thread, whose call exceeded its deadline,
 * occupies its place until the call returns.
 */
final class CatalogThreads {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogThreads.class);
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final CatalogId catalog;
    private final BoundedExecutor threads;
    private final int size;
    private final AtomicInteger hanging = new AtomicInteger();
    private final AtomicInteger hangingOfCatalog;
    private final IntSupplier leftBehind;
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * @param waiting largest number of calls that wait for a thread
     * @param hangingOfCatalog counts the hanging threads of all versions
     * @param leftBehind number of hanging threads in other versions
     */
    CatalogThreads(CatalogId catalog, int size, int waiting, AtomicInteger hangingOfCatalog, IntSupplier leftBehind) {
        this.catalog = catalog;
        this.size = size;
        this.hangingOfCatalog = hangingOfCatalog;
        this.leftBehind = leftBehind;
        threads =
                new BoundedExecutor("souk-java-" + catalog, size, waiting, IDLE, CatalogThreads.class.getClassLoader());
    }

    /** Starts or queues a call; returns null if all threads hang, the queue is full, or too many threads of other versions hang. */
    @Nullable
    TimedCall<Void> take(Duration deadline, Runnable call) {
        if (exhausted() || burdened()) {
            return null;
        }
        try {
            return threads.submit(Deadline.in(deadline), () -> {
                call.run();
                return null;
            });
        } catch (RejectedExecutionException e) {
            return null;
        }
    }

    /** Abandons a call. If it runs, returns its stack trace, and its thread counts as hanging until the call returns. */
    StackTraceElement @Nullable [] abandon(TimedCall<?> call) {
        StackTraceElement[] trace = call.abandon(() -> count(1), () -> count(-1));
        if (trace == null) {
            threads.remove(call);
        }
        return trace;
    }

    private void count(int more) {
        hanging.addAndGet(more);
        hangingOfCatalog.addAndGet(more);
    }

    /** Whether so many threads hang in earlier versions that this version gets none. */
    private boolean burdened() {
        int left = leftBehind.getAsInt();
        if (left < Bounds.MAX_LEFT) {
            return false;
        }
        if (warned.compareAndSet(false, true)) {
            LOG.warn(
                    "{} threads hang in the Java of earlier versions of catalog {}, so the Java of this version is not called;"
                            + " correct the code that hangs, then restart the container",
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

    int busy() {
        return threads.busy();
    }

    /** Ends idle threads because the version is no longer live; its last requests are still served. */
    void retire() {
        threads.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
    }

    void stop() {
        threads.shutdownNow();
    }
}
