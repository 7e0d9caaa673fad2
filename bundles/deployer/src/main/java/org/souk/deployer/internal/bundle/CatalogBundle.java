package org.souk.deployer.internal.bundle;

import java.util.List;

/** The bundle of one catalog version, and its services. Safe for any thread. */
public interface CatalogBundle {
    /** Its id in the framework, or -1. */
    long bundleId();

    String location();

    /** Services of that bundle, highest ranking first. Those that it had when it began to stop remain available. */
    <S> List<S> services(Class<S> spi);

    /** The {@link Bundles#stamp} at the time of adoption. A different one now means that the bundle was updated. */
    String stamp();

    /**
     * Waits for the announced services after a restart of the bundle, then replaces the earlier services with them.
     *
     * @throws BundleRefusedException if they are not registered in time; the earlier ones stay
     */
    void refresh() throws BundleRefusedException;

    /** Whether every announced service is registered. */
    boolean complete();

    /** Hands the bundle over to a later version of the catalog in the same bundle, so that retiring does not uninstall it. */
    void handOver();

    /** Releases the services and uninstalls what was installed for this version. */
    void retire();

    /** Releases the services without changing the framework, because the container is stopping. */
    void leave();
}
