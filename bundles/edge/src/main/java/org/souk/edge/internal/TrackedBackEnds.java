package org.souk.edge.internal;

import jakarta.servlet.Servlet;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tracks back ends in the service registry: servlets with the property {@code souk.web}. The highest-ranked one is used. */
final class TrackedBackEnds extends ServiceTracker<Servlet, BackEnd> {
    private static final Logger LOG = LoggerFactory.getLogger(TrackedBackEnds.class);

    /** How long a back end that is being removed waits for the requests inside it. */
    static final Duration DRAIN_TIME = Duration.ofSeconds(2);

    /**
     * Longest expected time from the last request leaving the old back end until the new one is registered. Measured on two cores with
     * three shops under load, for an update of the storefront, core or deployer: 0.3 to 0.6 s while two busy loops took processor time, 1.6
     * to 2.5 s with ten.
     */
    private static final Duration REPLACE_TIME = Duration.ofSeconds(4);

    /**
     * How long a request waits for a back end. It may arrive when the old one has just started to drain, so it may have to wait for both.
     */
    static final Duration MAX_WAIT = DRAIN_TIME.plus(REPLACE_TIME);

    /**
     * Largest number of waiting requests. It is less than the number of threads of the shop connector, so that some remain for requests that
     * need not wait.
     */
    private static final int MAX_WAITING = 64;

    /** Pause of a waiting request that a registered back end did not admit. */
    private static final long RETRY_MILLIS = 50;

    private final Semaphore waiting = new Semaphore(MAX_WAITING);

    TrackedBackEnds(BundleContext context, String name) {
        super(context, filter(name), null);
    }

    private static Filter filter(String name) {
        try {
            return FrameworkUtil.createFilter(
                    "(&(" + Constants.OBJECTCLASS + "=" + Servlet.class.getName() + ")(souk.web=" + name + "))");
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException("'" + name + "' cannot be the value of a filter; use letters", e);
        }
    }

    Optional<BackEnd> lease() throws InterruptedException {
        BackEnd present = getService();
        if (present != null && present.enter()) {
            return Optional.of(present);
        }
        if (isStopping() || !waiting.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return await(System.nanoTime() + MAX_WAIT.toNanos());
        } finally {
            waiting.release();
        }
    }

    /** Whether the container stops: no other back end will come. */
    private boolean isStopping() {
        Bundle framework = context.getBundle(Constants.SYSTEM_BUNDLE_ID);
        return framework != null && framework.getState() == Bundle.STOPPING;
    }

    private Optional<BackEnd> await(long deadline) throws InterruptedException {
        for (long left = millisUntil(deadline); left > 0; left = millisUntil(deadline)) {
            BackEnd backEnd = waitForService(left);
            if (backEnd != null) {
                if (backEnd.enter()) {
                    return Optional.of(backEnd);
                }
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            }
        }
        return Optional.empty();
    }

    private static long millisUntil(long deadline) {
        return Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    }

    @Override
    public BackEnd addingService(ServiceReference<Servlet> reference) {
        BackEnd backEnd = new BackEnd(() -> context.getService(reference));
        // so that the first request finds it ready; if there is no servlet yet, the requests try again
        backEnd.isAvailable();
        return backEnd;
    }

    /** Runs before the bundle of the back end is stopped, and delays the stop until no request is inside. */
    @Override
    public void removedService(ServiceReference<Servlet> reference, BackEnd removed) {
        try {
            if (!removed.retire(DRAIN_TIME)) {
                LOG.info("The back end of {} is removed while requests are still inside", reference.getBundle());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            context.ungetService(reference);
        }
    }
}
