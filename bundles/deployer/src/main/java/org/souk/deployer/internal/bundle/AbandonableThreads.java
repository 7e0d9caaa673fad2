package org.souk.deployer.internal.bundle;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.common.concurrent.Deadline;
import org.souk.common.concurrent.TimedCall;

/** Starts and stops the Java of a catalog, each call on a thread of its own, which is abandoned if the call does not return in time. */
final class AbandonableThreads {
    private static final Logger LOG = LoggerFactory.getLogger(AbandonableThreads.class);
    private static final int MAX_ABANDONED = 2;

    private final Duration timeout;
    /** Number of abandoned threads by catalog. */
    private final Map<String, Integer> abandoned = new HashMap<>();

    AbandonableThreads(Duration timeout) {
        this.timeout = timeout;
    }

    /** A call did not return in time; the message says where it hangs. */
    static final class HangsException extends Exception {
        private static final long serialVersionUID = 1L;

        HangsException(String where) {
            super(where);
        }
    }

    /**
     * Runs a task on a new thread and waits until it returns or times out.
     *
     * @param catalog whose Java runs; the task is not run if too many calls of this catalog hang already
     * @param late runs on the new thread if the task returns after the timeout
     */
    <T> T run(String catalog, String what, Callable<T> task, Runnable late)
            throws HangsException, ExecutionException, InterruptedException {
        if (abandoned(catalog) >= MAX_ABANDONED) {
            throw new HangsException("its Java hangs in " + MAX_ABANDONED + " threads already; restart the container");
        }
        TimedCall<T> work = new TimedCall<>(Deadline.in(timeout), task);
        Thread thread = new Thread(null, work, "souk-catalog-" + what + "-" + catalog, 0, false);
        thread.setDaemon(true);
        thread.start();
        ForkJoinPool.managedBlock(new Wait(work));
        StackTraceElement[] trace = work.abandon(() -> count(catalog, 1), () -> afterwards(catalog, what, late));
        if (trace == null && !work.isCancelled()) {
            return work.get();
        }
        throw new HangsException("it hangs" + (trace == null || trace.length == 0 ? "" : " at " + trace[0]) + " after "
                + timeout.toSeconds() + " s");
    }

    /** Lets a fork-join pool use another thread while this one waits. */
    private record Wait(TimedCall<?> work) implements ForkJoinPool.ManagedBlocker {
        @Override
        public boolean block() throws InterruptedException {
            try {
                work.await();
            } catch (TimeoutException | ExecutionException e) {
                LOG.trace("The caller reads the outcome from the call", e);
            }
            return true;
        }

        @Override
        public boolean isReleasable() {
            return work.isDone();
        }
    }

    private void afterwards(String catalog, String what, Runnable late) {
        count(catalog, -1);
        try {
            late.run();
        } catch (RuntimeException e) {
            LOG.warn(
                    "The cleanup after the late {} of catalog {} failed; the next start of the container repeats it",
                    what,
                    catalog,
                    e);
        }
    }

    private synchronized int abandoned(String catalog) {
        return abandoned.getOrDefault(catalog, 0);
    }

    private synchronized void count(String catalog, int more) {
        abandoned.merge(catalog, more, (before, change) -> before + change == 0 ? null : before + change);
    }
}
