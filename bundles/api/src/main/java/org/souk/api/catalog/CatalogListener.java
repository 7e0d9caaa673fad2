package org.souk.api.catalog;

import org.osgi.annotation.versioning.ConsumerType;

/** Told of changes after they are published, in order per catalog; a service. Must return quickly. Told of all that is live when it appears. */
@ConsumerType
public interface CatalogListener {
    /** A version went live, in place of another or not. */
    void live(LiveCatalog live);

    /** A catalog was taken out. */
    void removed(CatalogId id);
}
