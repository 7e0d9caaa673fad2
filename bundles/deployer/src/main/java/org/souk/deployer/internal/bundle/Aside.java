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

/** Starts and stops bundles with Java of a catalog, each on a new thread, which is abandoned if it exceeds the time limit. */
final class Aside {
    private static final Logger LOG = LoggerFactory.getLogger(Aside.class);
    private static final int MOST_LEFT = 2;

    private final Duration patience;
    /** Number of abandoned threads that still run, by catalog. */
    private final Map<String, Integer> left = new HashMap<>();

    Aside(Duration patience) {
        this.patience = patience;
    }

    /** A call exceeded the time limit. The message says where it hangs. */
    static final class HangsException extends Exception {
        private static final long serialVersionUID = 1L;

        HangsException(String where) {
            super(where);
        }
    }

    /**
     * Runs a call and waits for it up to the time limit.
     *
     * @param catalog id of the catalog; if two of its threads hang already, nothing runs
     * @param late runs on that thread if the call returns after the time limit
     */
    <T> T run(String catalog, String what, Callable<T> task, Runnable late)
            throws HangsException, ExecutionException, InterruptedException {
        if (left(catalog) >= MOST_LEFT) {
            throw new HangsException("its Java hangs in " + MOST_LEFT + " threads already; restart the container");
        }
        TimedCall<T> work = new TimedCall<>(Deadline.in(patience), task);
        Thread thread = new Thread(null, work, "souk-catalog-" + what + "-" + catalog, 0, false);
        thread.setDaemon(true);
        thread.start();
        ForkJoinPool.managedBlock(new Wait(work));
        StackTraceElement[] trace = work.abandon(() -> count(catalog, 1), () -> afterwards(catalog, what, late));
        if (trace == null && !work.isCancelled()) {
            return work.get();
        }
        throw new HangsException("it hangs" + (trace == null || trace.length == 0 ? "" : " at " + trace[0]) + " after "
                + patience.toSeconds() + " s");
    }

    /** While this thread waits, its ForkJoinPool, if it belongs to one, may start another thread in its place. */
    private record Wait(TimedCall<?> work) implements ForkJoinPool.ManagedBlocker {
        @Override
        public boolean block() throws InterruptedException {
            try {
                work.await();
            } catch (TimeoutException | ExecutionException e) {
                LOG.trace("Whoever waits looks what came of it", e);
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
                    "What follows the {} of catalog {} failed; the next start of the container clears it",
                    what,
                    catalog,
                    e);
        }
    }

    private synchronized int left(String catalog) {
        return left.getOrDefault(catalog, 0);
    }

    private synchronized void count(String catalog, int more) {
        left.merge(catalog, more, (before, change) -> before + change == 0 ? null : before + change);
    }
}
