package org.souk.jetty.handlers.internal;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.SynchronousBundleListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the shop connector (port) before a container that stops does anything else; configured in {@code jetty.xml}. The connector then
 * accepts no new connections, so proxies choose another container, and requests in progress are completed. Otherwise requests would still
 * arrive when the shops no longer answer.
 */
public final class GracefulStop extends AbstractLifeCycle implements SynchronousBundleListener {
    private static final Duration DRAIN_TIME = Duration.ofSeconds(3);
    private static final Logger LOG = LoggerFactory.getLogger(GracefulStop.class);

    private final Server server;

    public GracefulStop(Server server) {
        this.server = server;
    }

    @Override
    protected void doStart() {
        Bundle own = FrameworkUtil.getBundle(GracefulStop.class);
        if (own != null) {
            own.getBundleContext().addBundleListener(this);
        }
    }

    /**
     * Starts the closing when the framework announces its own stop. The framework does so before it stops any bundle, and waits for this
     * method.
     */
    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
            drain();
        }
    }

    /** Closes the connector. Returns when all requests have ended, or after three seconds. */
    void drain() {
        CompletableFuture<?>[] closing = Arrays.stream(server.getConnectors())
                .filter(connector -> UnavailableHandler.SHOP.equals(connector.getName()))
                .map(Connector::shutdown)
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(closing).get(DRAIN_TIME.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.info("Cut off requests that were still running after {} s", DRAIN_TIME.toSeconds());
        } catch (ExecutionException e) {
            LOG.warn("Could not close the shop connector gracefully", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
