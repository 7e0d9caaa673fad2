package org.souk.doorstep.internal;

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
 * Shuts the shop's connector before a container that stops takes anything else away, named in {@code jetty.xml}. Nobody new gets in, who is
 * inside is answered and goes, and proxies take the next container. Otherwise a request would find the port open and the shops gone.
 */
public final class SoftStop extends AbstractLifeCycle implements SynchronousBundleListener {
    private static final Duration FAREWELL = Duration.ofSeconds(3);
    private static final Logger LOG = LoggerFactory.getLogger(SoftStop.class);

    private final Server server;

    /** Of that server. */
    public SoftStop(Server server) {
        this.server = server;
    }

    @Override
    protected void doStart() {
        Bundle own = FrameworkUtil.getBundle(SoftStop.class);
        if (own != null) {
            own.getBundleContext().addBundleListener(this);
        }
    }

    /** The framework tells of itself first, on the thread that then stops all else. */
    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
            drain();
        }
    }

    /** Returns when all have gone, or after three seconds. */
    void drain() {
        CompletableFuture<?>[] shut = Arrays.stream(server.getConnectors())
                .filter(connector -> OneMoment.SHOP.equals(connector.getName()))
                .map(Connector::shutdown)
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(shut).get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.info("Requests that take longer than {} s are cut off", FAREWELL.toSeconds());
        } catch (ExecutionException e) {
            LOG.warn("The shops' port was not shut in order", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
