package org.souk.once.internal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets Karaf's features service start only when {@code mvn:} is understood, so that it starts once.
 *
 * <p>It needs the service that understands {@code mvn:}, which another thread registers when its settings have been read. If that happens
 * in the middle of the start, Karaf's activator starts the features service on both threads: two of them install and answer, and each
 * brings the same MBean, which is an ERROR in the log.
 *
 * <p>This bundle is started before those settings can be read, so it hears of that service whenever it comes. It waits where the framework
 * tells that the features service is about to be started: that starts, and listens, after the service has been announced to everybody.
 */
public final class Once implements BundleActivator {
    static final String FEATURES = "org.apache.karaf.features.core";
    static final String MVN = "(&(objectClass=org.osgi.service.url.URLStreamHandlerService)(url.handler.protocol=mvn))";
    private static final Logger LOG = LoggerFactory.getLogger(Once.class);
    private final CountDownLatch understood = new CountDownLatch(1);
    private final Duration patience;

    /** Waits for half a minute at the most. */
    public Once() {
        this(Duration.ofSeconds(30));
    }

    Once(Duration patience) {
        this.patience = patience;
    }

    @Override
    public void start(BundleContext context) throws InvalidSyntaxException {
        context.addServiceListener(
                event -> {
                    if (event.getType() == ServiceEvent.REGISTERED) {
                        understood.countDown();
                    }
                },
                MVN);
        // there already only if this bundle is started again, or late
        if (context.getServiceReferences((String) null, MVN) != null) {
            understood.countDown();
        }
        context.addBundleListener((SynchronousBundleListener) this::changed);
    }

    @Override
    public void stop(BundleContext context) {
        understood.countDown();
    }

    private void changed(BundleEvent event) {
        if (event.getType() == BundleEvent.STARTING
                && FEATURES.equals(event.getBundle().getSymbolicName())) {
            await();
        }
    }

    private void await() {
        try {
            if (!understood.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "Nobody understands mvn: after {}, and features cannot be installed."
                                + " Is etc/org.ops4j.pax.url.mvn.cfg there?",
                        patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
