package org.souk.deployer.internal.bundle;

import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bundle in use by a version of a catalog. */
final class HeldBundle implements CatalogBundle {
    private static final Logger LOG = LoggerFactory.getLogger(HeldBundle.class);

    private final Bundle bundle;
    private final BundleServices services;
    private final String stamp;
    private volatile boolean owned;

    HeldBundle(Bundle bundle, BundleServices services, boolean owned) {
        this.stamp = stamp(bundle);
        this.bundle = bundle;
        this.services = services;
        this.owned = owned;
    }

    static String stamp(Bundle bundle) {
        return "bundle " + bundle.getBundleId() + " " + bundle.getLastModified();
    }

    @Override
    public String stamp() {
        return stamp;
    }

    @Override
    public void refresh() throws BundleRefusedException {
        FrameworkBundles.awaitServices(services);
        services.refresh();
    }

    @Override
    public boolean complete() {
        return services.complete();
    }

    @Override
    public void handOver() {
        owned = false;
    }

    BundleServices services() {
        return services;
    }

    @Override
    public long bundleId() {
        return bundle.getBundleId();
    }

    @Override
    public String location() {
        return bundle.getLocation();
    }

    @Override
    public <S> List<S> services(Class<S> spi) {
        return services.ofType(spi);
    }

    @Override
    public void retire() {
        services.close();
        if (!owned || bundle.getState() == Bundle.UNINSTALLED) {
            return;
        }
        try {
            bundle.uninstall();
        } catch (BundleException | IllegalStateException e) {
            LOG.warn("Bundle {} cannot be uninstalled; the next start tries again", bundle.getBundleId(), e);
        }
    }

    @Override
    public void leave() {
        services.close();
    }
}
