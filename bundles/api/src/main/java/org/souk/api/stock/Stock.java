package org.souk.api.stock;

import java.util.List;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.Variant;

/** Stock of tracked variants. */
@ProviderType
public interface Stock {
    /**
     * How many can be bought as far as this container knows: from memory, at most about a second old, the catalog's seed until
     * the database was asked. Never waits.
     *
     * @return empty if any number can be bought
     */
    OptionalInt available(LiveCatalog shop, Variant variant);

    /**
     * All of a catalog, sorted by SKU.
     *
     * @throws org.souk.api.database.DatabaseUnavailableException if the database is away
     */
    List<StockLevel> list(CatalogId catalog);

    /**
     * Sets what is available.
     *
     * @param available 0 or more
     * @throws IllegalArgumentException if it is negative, or the SKU is none of the catalog's that are counted
     * @throws org.souk.api.database.DatabaseUnavailableException if the database is away
     */
    StockLevel set(CatalogId catalog, Sku sku, int available);

    /**
     * Adds pieces, or takes away with a negative number.
     *
     * @throws IllegalArgumentException if it would go below 0, or the SKU is none of the catalog's that are counted
     * @throws org.souk.api.database.DatabaseUnavailableException if the database is away
     */
    StockLevel add(CatalogId catalog, Sku sku, int pieces);
}
