package org.souk.api.stock;

import java.util.List;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.Variant;

/**
 * The stock of variants whose inventory is tracked. All methods except {@link #available} throw {@link
 * org.souk.api.database.DatabaseUnavailableException} if the database is unavailable.
 */
@ProviderType
public interface Stock {
    /**
     * The quantity that can be bought, as far as this container knows; empty if any quantity can. Answers from memory, at most about one second old;
     * until the database was read, the quantity in the catalog.
     */
    OptionalInt available(LiveCatalog shop, Variant variant);

    /** All stock levels of a catalog, sorted by SKU. */
    List<StockLevel> list(CatalogId catalog);

    /**
     * Sets the available quantity.
     *
     * @throws IllegalArgumentException if the quantity is negative, or the catalog does not count the stock of that SKU
     */
    StockLevel set(CatalogId catalog, Sku sku, int available);

    /**
     * Adds to the available quantity; a negative number reduces it.
     *
     * @throws IllegalArgumentException if the result would be negative, or the catalog does not count the stock of that SKU
     */
    StockLevel add(CatalogId catalog, Sku sku, int quantity);
}
