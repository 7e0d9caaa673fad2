package org.souk.api.catalog;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A room's share in every catalog: templates, an index. Provided as an OSGi service; prepared before a version goes live, kept
 * with its snapshot, closed when that retires. Called on the deployer's threads, for several catalogs at once.
 */
@ConsumerType
public interface CatalogPart {
    /** What the share is called in messages: {@code templates}. */
    String name();

    /**
     * Makes the share of one version. Must not block on a network.
     *
     * @param catalog the values
     * @param files its files, readable as long as the share lives
     */
    Prepared prepare(Catalog catalog, CatalogFiles files);

    /** What came of it. */
    sealed interface Prepared {
        /**
         * The share.
         *
         * @param share found again by its class; closed with the snapshot if it is {@link AutoCloseable}
         * @param warnings shown to the merchant
         */
        record Ready(Object share, List<Problem> warnings) implements Prepared {}

        /** The version must not go live. */
        record Refused(List<Problem> problems) implements Prepared {}
    }
}
