package org.souk.deployer.internal.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.deployer.internal.archive.Contents;
import org.souk.deployer.internal.archive.Staged;
import org.souk.deployer.internal.bundle.BundleRefusedException;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.bundle.CatalogBundle;
import org.souk.deployer.internal.read.Limits;

/** Where a catalog comes from. */
public interface Source {
    /** Tells it from every other: a file's name in the deploy folder, or a bundle's location. Also its lane. */
    String key();

    /** The id that its name promises; empty if any will do. */
    Optional<String> promisedId();

    /** Whether what is in it must name the catalog in the manifest, and may bring Java. */
    boolean jar();

    /** What tells whether it has changed since. */
    String stamp();

    /** The same of the very content that is looked at, which may have come in place of the source's own. */
    String content();

    /** The file in the deploy folder; empty if what is looked at is none. */
    Optional<Path> file();

    /**
     * Opens it.
     *
     * @param work a folder to keep a copy in, so that what is checked is what is used
     * @throws org.souk.deployer.internal.archive.BoundException if it is too much to be looked into
     */
    Opened open(Path work, Limits limits) throws IOException;

    /** Makes or takes the bundle that stands for the new generation. */
    CatalogBundle bundle(Bundles bundles, Catalog catalog, String generation, Staged staged, @Nullable Path copy)
            throws BundleRefusedException;

    /**
     * The jar of one that brings Java, kept so that this version can be served again; null if there can be none.
     *
     * @param work where it may be written
     */
    @Nullable
    Path jarOf(Opened opened, Path work) throws IOException;

    /**
     * The source, opened.
     *
     * @param archive SHA-256 of the archive, or empty where there is none
     * @param copy of the archive, or null
     */
    record Opened(
            Contents contents, String archive, @Nullable Path copy) {}
}
