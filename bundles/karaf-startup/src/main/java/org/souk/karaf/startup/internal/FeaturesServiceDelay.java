package org.souk.karaf.startup.internal;

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
 * Works around a race in Karaf: delays Karaf's features service, which installs the features of Souk, until the {@code mvn:} URL handler is
 * registered.
 *
 * <p>The features service requires that handler. Another thread registers the handler as soon as the configuration of the handler has been
 * read. If this happens while Karaf's activator is starting, the activator starts the features service on both threads: two instances
 * install features, and both register the same MBean, which logs an ERROR.
 *
 * <p>This bundle starts before that configuration can be read, so it cannot miss the registration. It blocks the STARTING event of the
 * features bundle, which the framework delivers synchronously. The bundle then starts, and adds its own listeners, after the registration.
 */
public final class FeaturesServiceDelay implements BundleActivator {
    static final String FEATURES = "org.apache.karaf.features.core";
    static final String MVN = "(&(objectClass=org.osgi.service.url.URLStreamHandlerService)(url.handler.protocol=mvn))";
    private static final Logger LOG = LoggerFactory.getLogger(FeaturesServiceDelay.class);
    private final CountDownLatch registered = new CountDownLatch(1);
    private final Duration timeout;

    public FeaturesServiceDelay() {
        this(Duration.ofSeconds(30));
    }

    FeaturesServiceDelay(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public void start(BundleContext context) throws InvalidSyntaxException {
        context.addServiceListener(
                event -> {
                    if (event.getType() == ServiceEvent.REGISTERED) {
                        registered.countDown();
                    }
                },
                MVN);
        // the handler is registered already only if this bundle starts late or is restarted
        if (context.getServiceReferences((String) null, MVN) != null) {
            registered.countDown();
        }
        context.addBundleListener((SynchronousBundleListener) this::changed);
    }

    @Override
    public void stop(BundleContext context) {
        registered.countDown();
    }

    private void changed(BundleEvent event) {
        if (event.getType() == BundleEvent.STARTING
                && FEATURES.equals(event.getBundle().getSymbolicName())) {
            await();
        }
    }

    private void await() {
        try {
            if (!registered.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "No mvn: URL handler is registered after {}, so features cannot be installed."
                                + " Check that etc/org.ops4j.pax.url.mvn.cfg exists.",
                        timeout);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
