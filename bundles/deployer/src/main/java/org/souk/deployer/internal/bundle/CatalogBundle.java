package org.souk.deployer.internal.bundle;

import java.util.List;

/** The bundle that a version of a catalog is in {@code bundle:list}, and its services. Safe for any thread. */
public interface CatalogBundle {
    /** Its id in the framework, or -1. */
    long bundleId();

    /** Its location in the framework. */
    String location();

    /** Services of that bundle alone, highest ranking first; those it had when it began to stop go on being answered. */
    <S> List<S> services(Class<S> spi);

    /** What {@link Bundles#stamp} answered when it was taken up: another now tells that the bundle was updated. */
    String stamp();

    /**
     * Waits for the services that the bundle announces and takes what its new start brought in place of those it had.
     *
     * @throws BundleRefusedException if they do not come; those it had stay
     */
    void refresh() throws BundleRefusedException;

    /** Whether every service that the bundle announces is there. */
    boolean complete();

    /** Leaves the bundle to a later version of the catalog that lives in the same one. */
    void handOver();

    /** Lets go of it: uninstalls what was installed for this version. */
    void retire();

    /** Lets go of it without changing anything in the framework: the container stops. */
    void leave();
}
