package org.souk.api.stock;

import java.util.List;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.Variant;

/** The stock of variants whose inventory is tracked. */
@ProviderType
public interface Stock {
    /**
     * The quantity that can be bought, as far as this container knows. Answers from memory, at most about one second old; until the database was
     * read, the quantity in the catalog.
     *
     * @return empty if any quantity can be bought
     */
    OptionalInt available(LiveCatalog shop, Variant variant);

    /**
     * All stock levels of a catalog, sorted by SKU.
     *
     * @throws org.souk.api.database.DatabaseUnavailableException if the database is unavailable
     */
    List<StockLevel> list(CatalogId catalog);

    /**
     * Sets the available quantity.
     *
     * @param available 0 or more
     * @throws IllegalArgumentException if the quantity is negative, or the catalog does not count the stock of that SKU
     * @throws org.souk.api.database.DatabaseUnavailableException if the database is unavailable
     */
    StockLevel set(CatalogId catalog, Sku sku, int available);

    /**
     * Adds to the available quantity; a negative number reduces it.
     *
     * @throws IllegalArgumentException if the result would be negative, or the catalog does not count the stock of that SKU
     * @throws org.souk.api.database.DatabaseUnavailableException if the database is unavailable
     */
    StockLevel add(CatalogId catalog, Sku sku, int quantity);
}
