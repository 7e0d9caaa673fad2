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

/** Runs what calls a catalog's own Java, starting and stopping it, on a thread that is left behind when it does not end. */
final class Aside {
    private static final Logger LOG = LoggerFactory.getLogger(Aside.class);
    private static final int MOST_LEFT = 2;

    private final Duration patience;
    /** Threads that were left behind, by catalog. */
    private final Map<String, Integer> left = new HashMap<>();

    Aside(Duration patience) {
        this.patience = patience;
    }

    /** What did not end in time, and where it hangs. */
    static final class HangsException extends Exception {
        private static final long serialVersionUID = 1L;

        HangsException(String where) {
            super(where);
        }
    }

    /**
     * Runs it and waits.
     *
     * @param catalog whose Java it is; if too much of it hangs already nothing is run
     * @param late done on that thread if it ends after all, when nobody waits any more
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

    /** Lets the thread that waits be replaced meanwhile, if it is one of a pool that can. */
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
