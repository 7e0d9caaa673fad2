package org.souk.api.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A room's share in every catalog: templates, an index. Provided as an OSGi service; prepared before a version goes live, kept
 * with its snapshot, closed when that retires. Called on the deployer's threads, for several catalogs at once.
 */
@ConsumerType
public interface CatalogContributor {
    /** What the share is called in messages: {@code templates}. */
    String name();

    /**
     * Makes the share of one version. Must not block on a network.
     *
     * @throws IOException if {@link Preparation#folder} cannot be written or read. The version does not go live; where the disk is full it is tried
     *     again by itself when that may have room
     */
    Prepared prepare(Preparation version) throws IOException;

    /**
     * The version that a share is made of.
     *
     * @param catalog the values
     * @param files its files, readable as long as the share lives
     * @param folder on a local disk, for what this part keeps of this version; the part makes it when it needs it. It outlives the
     *     process, so that a version that comes back after a restart, or by a rollback, finds what was left there, whole or not. An earlier share of
     *     the same version may still read what is there while requests drain. It is deleted with the version
     * @param beforeOrNull what is served under that id now, from which the part may take what did not change; whole until the part answers. Null
     *     where there is none
     */
    record Preparation(
            Catalog catalog,
            CatalogFiles files,
            Path folder,
            @Nullable LiveCatalog beforeOrNull) {
        /** What is served under that id now. */
        public Optional<LiveCatalog> before() {
            return Optional.ofNullable(beforeOrNull);
        }
    }

    /** What came of it. */
    sealed interface Prepared {
        /**
         * The share.
         *
         * @param contribution found again by its class; closed with the snapshot if it is {@link AutoCloseable}
         * @param warnings shown to the merchant
         */
        record Ready(Object contribution, List<Problem> warnings) implements Prepared {}

        /** The version must not go live. */
        record Refused(List<Problem> problems) implements Prepared {}
    }
}
