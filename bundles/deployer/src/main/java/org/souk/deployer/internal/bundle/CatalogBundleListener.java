package org.souk.deployer.internal.bundle;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.concurrent.SerialExecutor;

/**
 * Reports what operators do to the bundles of catalogs. A stop is reported after a second, because an update stops and restarts a bundle
 * too. While the container stops, it reports nothing, because no operator stopped those bundles.
 */
public final class CatalogBundleListener implements BundleListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogBundleListener.class);
    private static final long STOP_DELAY_MILLIS = 1000;

    public interface ChangeHandler {
        /** A bundle changed; it may have been uninstalled. */
        void changed(String location, boolean own);
    }

    private final BundleContext context;
    private final ChangeHandler handler;
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, SerialExecutor.threads("souk-catalog-bundles"));

    public CatalogBundleListener(BundleContext context, ChangeHandler handler) {
        this.context = context;
        this.handler = handler;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        context.addBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        boolean own = bundle.getLocation().startsWith(Bundles.SCHEME);
        if (!own && !FrameworkBundles.foreign(bundle)) {
            return;
        }
        switch (event.getType()) {
            case BundleEvent.INSTALLED, BundleEvent.STARTED, BundleEvent.UNINSTALLED ->
                schedule(bundle.getLocation(), own, 0);
            case BundleEvent.STOPPED -> schedule(bundle.getLocation(), own, STOP_DELAY_MILLIS);
            default -> {}
        }
    }

    private void schedule(String location, boolean own, long millis) {
        try {
            thread.schedule(() -> report(location, own), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The deployer is stopping", e);
        }
    }

    private void report(String location, boolean own) {
        if (context.getBundle(0).getState() == Bundle.ACTIVE) {
            handler.changed(location, own);
        }
    }

    @Override
    public void close() {
        context.removeBundleListener(this);
        thread.shutdownNow();
    }
}
