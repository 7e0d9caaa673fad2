package org.souk.deployer.internal.bundle;

import java.time.Duration;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.common.concurrent.Deadline;
import org.souk.common.concurrent.TimedCall;

/**
 * Starts and stops bundles of catalogs. A bundle with Java runs its code then, and that may hang. So each call has a thread of its own,
 * which this class abandons if the call does not return in time.
 */
final class CatalogJavaRunner {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogJavaRunner.class);
    private static final int MAX_ABANDONED = 2;
    /** Manifest headers that make a bundle run Java. */
    private static final List<String> JAVA_HEADERS = List.of(
            "Import-Package", "DynamicImport-Package", "Require-Bundle", "Bundle-Activator", "Service-Component");

    private final Duration timeout;
    /** Number of abandoned threads by catalog. */
    private final Map<String, Integer> abandoned = new ConcurrentHashMap<>();

    CatalogJavaRunner(Duration timeout) {
        this.timeout = timeout;
    }

    /** Thrown if a call did not return in time; the message says where it hangs. */
    static final class HangsException extends Exception {
        private static final long serialVersionUID = 1L;

        HangsException(String where) {
            super(where);
        }
    }

    static boolean hasJava(Bundle bundle) {
        Dictionary<String, String> headers = bundle.getHeaders("");
        return JAVA_HEADERS.stream().anyMatch(header -> headers.get(header) != null);
    }

    static String catalog(Bundle bundle) {
        return String.valueOf(bundle.getHeaders("").get("Souk-Catalog")).strip();
    }

    /**
     * Runs a start, with a time limit if the bundle has Java.
     *
     * @param late runs if the start returns after the time limit
     */
    <T> T start(Bundle bundle, Callable<T> start, Runnable late)
            throws BundleException, BundleRefusedException, HangsException {
        try {
            return hasJava(bundle) ? run(catalog(bundle), "start", start, late) : start.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BundleRefusedException("the container is stopping", e);
        } catch (ExecutionException e) {
            throw asBundleException(e.getCause() == null ? e : e.getCause());
        } catch (BundleException | RuntimeException | HangsException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static BundleException asBundleException(Throwable cause) {
        return cause instanceof BundleException e ? e : new BundleException(String.valueOf(cause.getMessage()), cause);
    }

    /**
     * Uninstalls the bundle.
     *
     * @param before runs first, because it may call Java of the bundle
     */
    void uninstall(Bundle bundle, Runnable before) {
        stop(bundle, () -> {
            before.run();
            if (bundle.getState() != Bundle.UNINSTALLED) {
                bundle.uninstall();
            }
            return null;
        });
    }

    /** Releases the services of a bundle that stays installed. Their factories run Java of the bundle. */
    void releaseServices(Bundle bundle, Runnable release) {
        stop(bundle, Executors.callable(release));
    }

    private void stop(Bundle bundle, Callable<?> stop) {
        try {
            if (hasJava(bundle)) {
                run(catalog(bundle), "stop", stop, () -> {});
            } else {
                stop.call();
            }
        } catch (HangsException e) {
            LOG.warn(
                    "The Java of catalog {} does not stop: {}; bundle {} stays until the container restarts, the shop continues"
                            + " without it",
                    catalog(bundle),
                    e.getMessage(),
                    bundle.getBundleId());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("Bundle {} cannot be stopped; the next start tries again", bundle.getBundleId(), e);
        }
    }

    /**
     * Runs a task on a new thread and waits until it returns or times out.
     *
     * @param catalog whose Java runs; the task is not run if too many calls of this catalog hang already
     * @param late runs on the new thread if the task returns after the timeout
     */
    private <T> T run(String catalog, String what, Callable<T> task, Runnable late)
            throws HangsException, ExecutionException, InterruptedException {
        if (abandoned.getOrDefault(catalog, 0) >= MAX_ABANDONED) {
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

    private void count(String catalog, int more) {
        abandoned.merge(catalog, more, (before, change) -> before + change == 0 ? null : before + change);
    }
}
