package org.souk.deployer.internal.bundle;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.souk.api.catalog.Catalog;
import org.souk.deployer.internal.archive.SourceContents;

/** The bundles of catalogs in the framework: those that Souk installed and those of operators. */
public interface Bundles {
    /** Prefix of the locations of bundles that Souk installed. */
    String SCHEME = "souk-catalog:";

    /** Installs and starts a small generated bundle for a catalog without Java. */
    CatalogBundle data(Catalog catalog, String generation) throws BundleRefusedException;

    /** Installs a catalog jar beside the live version, starts it, and waits for the services that it announces. */
    CatalogBundle jar(Catalog catalog, String generation, Path jar) throws BundleRefusedException;

    enum State {
        /** Not installed. */
        ABSENT,
        /** Installed but not running. */
        INACTIVE,
        /** Running or starting. */
        ACTIVE
    }

    /** Adopts an installed bundle; empty if there is none. If {@code start} is set, starts it, provided that Souk installed it. */
    Optional<CatalogBundle> existing(String location, boolean start) throws BundleRefusedException;

    State state(String location);

    /** A text that changes when the bundle is updated or installed again. */
    String stamp(String location);

    SourceContents contents(String location);

    /** Locations of bundles whose manifest names a catalog and that Souk did not install. */
    List<String> foreign();

    /** Locations of all bundles. */
    List<String> locations();

    /** Uninstalls a bundle that Souk installed; ignores any other. */
    void remove(String location);

    /** Uninstalls a bundle that something else installed from a file in the deploy folder; the caller has checked that. */
    void removeForeign(String location);

    /** Whether an operator stopped the bundle persistently. */
    boolean stopped(String location);

    /** Whether the framework is stopping, or has stopped: it then accepts no bundle. */
    boolean isStopping();

    /** Uninstalls the bundles that Souk installed, except those needed. */
    void sweep(Set<String> needed);
}
