package org.souk.api.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** A version of a catalog that is being served: its values, files, shares and services. Safe for any thread. */
@ProviderType
public interface LiveCatalog {
    /** The values. */
    Catalog catalog();

    /** Its files. */
    CatalogFiles files();

    /**
     * Files of the versions that were served before it and are kept, newest first: a page of one of them may still be open in a browser and
     * ask for its pictures. Mostly read by name; {@link CatalogFiles#list} may be slow.
     */
    List<CatalogFiles> earlier();

    /** Since when it is parked: answers 503 in the shop's look. Empty if it is not. */
    Optional<Instant> parkedSince();

    /** Whether it is parked. */
    default boolean parked() {
        return parkedSince().isPresent();
    }

    /** What a {@link CatalogContributor} prepared, by its class. */
    <T> Optional<T> contribution(Class<T> type);

    /** Services of the SPI that the catalog's own Java provides, highest ranking first; mostly empty. */
    <S> List<S> services(Class<S> spi);
}
