package org.souk.deployer.internal.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.deployer.internal.archive.SourceContents;
import org.souk.deployer.internal.archive.StagedCatalog;
import org.souk.deployer.internal.bundle.BundleRefusedException;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.bundle.CatalogBundle;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.state.SourceKey;

/** The file, folder or bundle that a catalog is deployed from. */
public interface Source {
    /** Identifies the source, see {@link SourceKey}. Work on one source runs in order. */
    String key();

    /** The catalog id that the name of the file demands; empty if any id is allowed. */
    default Optional<String> promisedId() {
        return Optional.empty();
    }

    /** Whether it is a jar: its manifest must name the catalog, and it may bring Java. */
    boolean jar();

    /** A text that differs whenever the source has changed. */
    String stamp();

    /**
     * A text that differs whenever the content to deploy has changed. It is the stamp, unless an operator updated the bundle of a dropped
     * jar in place: then the file and its stamp are unchanged.
     */
    String content();

    /** The file in the deploy folder; empty if the content is a bundle's. */
    default Optional<Path> file() {
        return Optional.empty();
    }

    /**
     * Opens the source.
     *
     * @param work a folder for a copy, because the source may change between check and use
     * @throws org.souk.deployer.internal.archive.RejectedFileException if it exceeds a limit
     */
    Opened open(Path work, Limits limits) throws IOException;

    /**
     * Installs the bundle of a new version, or adopts an installed one.
     *
     * @param copy the jar that is kept with the version, or null
     */
    CatalogBundle bundle(Bundles bundles, Catalog catalog, String generation, StagedCatalog staged, @Nullable Path copy)
            throws BundleRefusedException;

    /**
     * The jar to keep with a version that brings Java, for rollbacks and restarts; null if there is none.
     *
     * @param work where it may be written
     */
    @Nullable
    Path jarOf(Opened opened, Path work) throws IOException;

    /**
     * An opened source.
     *
     * @param archive SHA-256 of the archive, or empty where there is none
     * @param copy of the archive, or null
     */
    record Opened(
            SourceContents contents,
            String archive,
            @Nullable Path copy) {}
}
