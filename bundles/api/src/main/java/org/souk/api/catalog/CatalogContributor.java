package org.souk.api.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Prepares one part of every catalog version, for example its templates or its search index. A bundle registers it as an OSGi service. The
 * deployer requests the contribution before a version goes live, keeps it as long as the version is in use, and closes it afterwards.
 * Methods are called on the deployer's threads, for several catalogs concurrently.
 */
@ConsumerType
public interface CatalogContributor {
    /** Returns the name of the contribution for messages: {@code templates}. */
    String name();

    /**
     * Prepares the contribution to one version. Must not wait for the network.
     *
     * @throws IOException if {@link Preparation#folder} cannot be written or read. The version then does not go live. If the disk is full,
     *     the deployer retries later
     */
    Prepared prepare(Preparation version) throws IOException;

    /**
     * The version to prepare.
     *
     * @param catalog the content of the version
     * @param files the files of the version, readable as long as the contribution is in use
     * @param folder on a local disk, for the contributor's own files of this version; the contributor creates it if needed. After a restart
     *     or a rollback the folder may hold files of an earlier preparation, complete or not, which requests in progress may still read.
     *     The deployer deletes the folder with the version
     * @param beforeOrNull the live version of the same catalog, from which unchanged parts may be taken; usable until this call returns.
     *     Null if the catalog is not live
     */
    record Preparation(
            Catalog catalog,
            CatalogFiles files,
            Path folder,
            @Nullable LiveCatalog beforeOrNull) {
        /** Returns the live version of the same catalog; empty if the catalog is not live. */
        public Optional<LiveCatalog> before() {
            return Optional.ofNullable(beforeOrNull);
        }
    }

    /** The result of a preparation. */
    sealed interface Prepared {
        /**
         * The version may go live.
         *
         * @param contribution what {@link LiveCatalog#contribution} returns for its class; the deployer closes it with the version if it is
         *     {@link AutoCloseable}
         * @param warnings shown to the merchant; may be empty
         */
        record Ready(Object contribution, List<Problem> warnings) implements Prepared {}

        /** The version must not go live. */
        record Refused(List<Problem> problems) implements Prepared {}
    }
}
