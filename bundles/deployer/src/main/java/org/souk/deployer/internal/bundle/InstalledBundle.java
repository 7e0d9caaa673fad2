package org.souk.deployer.internal.bundle;

import java.util.List;
import org.osgi.framework.Bundle;

/** An installed bundle that a catalog version uses. */
final class InstalledBundle implements CatalogBundle {
    private final Bundle bundle;
    private final BundleServices services;
    private final String stamp;
    private final CatalogJavaRunner java;
    private final String version;
    private final boolean hasJava;

    private volatile boolean owned;

    /**
     * @param owned whether retiring uninstalls the bundle
     * @param version of the catalog, for log messages
     */
    InstalledBundle(Bundle bundle, BundleServices services, boolean owned, CatalogJavaRunner java, String version) {
        this.stamp = stamp(bundle);
        this.bundle = bundle;
        this.services = services;
        this.owned = owned;
        this.java = java;
        this.version = version;
        this.hasJava = CatalogJavaRunner.hasJava(bundle);
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
        services.await();
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
        List<Object> own = services.all();
        if (owned) {
            java.uninstall(bundle, services::release);
        } else {
            java.releaseServices(bundle, services::release);
        }
        if (hasJava) {
            new LeakedThreads(
                            bundle, "Catalog " + CatalogJavaRunner.catalog(bundle) + ", version " + version + ",", own)
                    .interruptAll();
        }
    }

    @Override
    public void leave() {
        services.close();
    }
}
