package org.souk.api.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** A catalog version that is being served, with everything prepared for it. Safe for any thread while its {@link LiveCatalogs.Lease} is open. */
@ProviderType
public interface LiveCatalog {
    /** The content of the version. */
    Catalog catalog();

    /** The files of the version. */
    CatalogFiles files();

    /**
     * The files of earlier versions that are kept, newest first: a browser may still request images of a page of an earlier version. Open files by
     * name; {@link CatalogFiles#list} may be slow.
     */
    List<CatalogFiles> earlier();

    /** Since when the catalog is parked, that is, answers 503 in its own design; empty if it is not parked. */
    Optional<Instant> parkedSince();

    /** Whether the catalog is parked, that is, answers 503 in its own design. */
    default boolean parked() {
        return parkedSince().isPresent();
    }

    /** What a {@link CatalogContributor} prepared; empty if there is no contribution of that class. */
    <T> Optional<T> contribution(Class<T> type);

    /** The SPI services that the catalog's own Java code provides, highest service ranking first; usually empty. */
    <S> List<S> services(Class<S> spi);
}
