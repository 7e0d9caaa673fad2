package org.souk.api.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A catalog version that is being served, with its files and what {@link CatalogContributor}s prepared for it. Usable by any thread while
 * its {@link LiveCatalogs.Lease} is open.
 */
@ProviderType
public interface LiveCatalog {
    /** Returns the content of the version. */
    Catalog catalog();

    /** Returns the files of the version. */
    CatalogFiles files();

    /**
     * Returns the files of earlier versions, newest first, because a browser may still request the images of an earlier page. Open files by
     * name; {@link CatalogFiles#list} may be slow.
     */
    List<CatalogFiles> earlier();

    /** Returns the time since which the catalog is parked, that is, answers 503 in its own design; empty if it is not parked. */
    Optional<Instant> parkedSince();

    /** Returns whether the catalog is parked, that is, answers 503 in its own design. */
    default boolean parked() {
        return parkedSince().isPresent();
    }

    /** Returns what a {@link CatalogContributor} prepared for the version; empty if there is no contribution of that class. */
    <T> Optional<T> contribution(Class<T> type);

    /**
     * Returns the services of an interface in {@link org.souk.api.spi} that the catalog's own Java code provides, highest ranking first;
     * usually none.
     */
    <S> List<S> services(Class<S> spi);
}
