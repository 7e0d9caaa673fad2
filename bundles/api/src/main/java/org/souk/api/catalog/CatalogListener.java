package org.souk.api.catalog;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is notified after catalogs were published or removed, in order for each catalog. Register it as an OSGi service; a new listener is first notified
 * of all live catalogs. Methods must return quickly, as they delay later notifications.
 */
@ConsumerType
public interface CatalogListener {
    /** A version went live, as the first of its catalog or in place of another. */
    void live(LiveCatalog live);

    /** A catalog is no longer live. */
    void removed(CatalogId id);
}
