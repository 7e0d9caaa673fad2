package org.souk.deployer.internal.bundle;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.souk.api.catalog.Catalog;
import org.souk.deployer.internal.archive.Contents;

/** Makes the bundles of catalogs. */
public interface Bundles {
    /** Locations of the bundles that are made here start so. */
    String SCHEME = "souk-catalog:";

    /** Makes a small bundle for a catalog of data alone, and starts it. */
    CatalogBundle data(Catalog catalog, String generation) throws BundleRefusedException;

    /** Installs a catalog that came as a jar beside the one that is live, starts it, and waits for the services that it announces. */
    CatalogBundle jar(Catalog catalog, String generation, Path jar) throws BundleRefusedException;

    /** How a bundle is. */
    enum State {
        /** Not installed. */
        ABSENT,
        /** Installed and not running. */
        INACTIVE,
        /** Running, or about to. */
        ACTIVE
    }

    /** Takes up a bundle that is installed already, and starts it if told so and if it was made here. Empty if there is none. */
    Optional<CatalogBundle> existing(String location, boolean start) throws BundleRefusedException;

    /** How it is now. */
    State state(String location);

    /** Changes when the bundle is updated or installed anew. */
    String stamp(String location);

    /** The files in it. */
    Contents contents(String location);

    /** Locations of bundles that name a catalog in their manifest and were not made here. */
    List<String> foreign();

    /** Uninstalls a bundle that was made here; any other is left. */
    void remove(String location);

    /** Uninstalls a bundle that somebody else made of a file in the deploy folder, which the caller has looked at. */
    void removeUsurper(String location);

    /** Whether an operator stopped the bundle for good. */
    boolean stopped(String location);

    /** Uninstalls bundles made here that nothing needs any more. */
    void sweep(Set<String> needed);
}
