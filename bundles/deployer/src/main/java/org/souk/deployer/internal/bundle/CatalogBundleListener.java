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

/**
 * Tells of what operators do to the bundles of catalogs. A stop is told after a while only, because an update stops and starts too;
 * the stop of the whole container is nobody's wish about a shop.
 */
public final class CatalogBundleListener implements BundleListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogBundleListener.class);
    private static final long PATIENCE_MILLIS = 1000;

    /** Is told. */
    public interface Told {
        /** Something happened to a bundle, which may not be there any more. */
        void changed(String location, boolean own);
    }

    private final BundleContext context;
    private final Told told;
    private final ScheduledThreadPoolExecutor thread;

    public CatalogBundleListener(BundleContext context, Told told) {
        this.context = context;
        this.told = told;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "souk-catalog-bundles");
            made.setDaemon(true);
            return made;
        });
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
                later(bundle.getLocation(), own, 0);
            case BundleEvent.STOPPED -> later(bundle.getLocation(), own, PATIENCE_MILLIS);
            default -> {}
        }
    }

    private void later(String location, boolean own, long millis) {
        try {
            thread.schedule(() -> tell(location, own), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The deployer stops", e);
        }
    }

    private void tell(String location, boolean own) {
        if (context.getBundle(0).getState() == Bundle.ACTIVE) {
            told.changed(location, own);
        }
    }

    @Override
    public void close() {
        context.removeBundleListener(this);
        thread.shutdownNow();
    }
}
