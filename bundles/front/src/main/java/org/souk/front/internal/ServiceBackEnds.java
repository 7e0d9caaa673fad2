package org.souk.front.internal;

import jakarta.servlet.Servlet;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Back ends from the service registry: servlets with the property {@code souk.web}, the highest-ranked first. */
final class ServiceBackEnds extends ServiceTracker<Servlet, Leased> implements BackEnds {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceBackEnds.class);

    /** Requests inside a back end that goes are given this long to end. */
    static final Duration FAREWELL = Duration.ofSeconds(2);

    /**
     * From when all have left a back end until the next one is there. Measured on two cores with three shops under load, for an update of
     * the storefront, core or deployer: 0.3 to 0.6 s beside two busy loops, 1.6 to 2.5 s beside ten.
     */
    private static final Duration REPLACEMENT = Duration.ofSeconds(4);

    /** Both follow one another, and a request may come when the first has just begun. */
    static final Duration PATIENCE = FAREWELL.plus(REPLACEMENT);

    /** Fewer than Jetty has threads, so that waiting shoppers never starve the other connector. */
    private static final int WAITING_AT_ONCE = 64;

    private final Semaphore waiting = new Semaphore(WAITING_AT_ONCE);

    private ServiceBackEnds(BundleContext context, String name) throws InvalidSyntaxException {
        super(
                context,
                FrameworkUtil.createFilter(
                        "(&(" + Constants.OBJECTCLASS + "=" + Servlet.class.getName() + ")(souk.web=" + name + "))"),
                null);
    }

    /** Starts to look for back ends of that name. */
    static ServiceBackEnds tracking(BundleContext context, String name) {
        try {
            ServiceBackEnds backEnds = new ServiceBackEnds(context, name);
            backEnds.open();
            return backEnds;
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException("'" + name + "' cannot be the value of a filter; use letters", e);
        }
    }

    @Override
    public Optional<Leased> lease() throws InterruptedException {
        Leased present = getService();
        if (present != null && present.enter()) {
            return Optional.of(present);
        }
        if (!waiting.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return await(System.nanoTime() + PATIENCE.toNanos());
        } finally {
            waiting.release();
        }
    }

    private Optional<Leased> await(long deadline) throws InterruptedException {
        for (long left = millisUntil(deadline); left > 0; left = millisUntil(deadline)) {
            Leased come = waitForService(left);
            if (come != null && come.enter()) {
                return Optional.of(come);
            }
        }
        return Optional.empty();
    }

    private static long millisUntil(long deadline) {
        return Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    }

    @Override
    public @Nullable Leased addingService(ServiceReference<Servlet> reference) {
        Servlet servlet = context.getService(reference);
        return servlet == null ? null : new Leased(servlet);
    }

    /** Runs while the leaving bundle waits to be stopped: it may go once nobody is inside. */
    @Override
    public void removedService(ServiceReference<Servlet> reference, Leased gone) {
        try {
            if (!gone.retire(FAREWELL)) {
                LOG.info("A back end of {} goes with requests inside", reference.getBundle());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            context.ungetService(reference);
        }
    }
}
