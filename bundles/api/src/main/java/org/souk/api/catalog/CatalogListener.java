package org.souk.api.catalog;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Receives a notification after each catalog went live or was removed, in order for each catalog. A bundle registers it as an OSGi service;
 * the deployer first notifies a new listener of all live catalogs. Methods must return quickly, as they delay later notifications.
 */
@ConsumerType
public interface CatalogListener {
    /** Is called after a version went live, as the first of its catalog or in place of another. */
    void live(LiveCatalog live);

    /** Is called after a catalog stopped being live. */
    void removed(CatalogId id);
}
