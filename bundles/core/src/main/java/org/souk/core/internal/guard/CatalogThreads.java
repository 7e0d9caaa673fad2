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
 * The few threads of one version of a catalog: made when there is something to call, ended when there is not. A thread that hangs stays
 * counted here until it returns.
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
        threads =
                new BoundedExecutor("souk-java-" + catalog, size, waiting, IDLE, CatalogThreads.class.getClassLoader());
    }

    /** Null if it is not taken: all threads hang, or too many wait. */
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

    /**
     * Nobody waits for it any more; its thread hangs until it returns.
     *
     * @return where it hangs; null if it does not run
     */
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

    int busy() {
        return threads.busy();
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
