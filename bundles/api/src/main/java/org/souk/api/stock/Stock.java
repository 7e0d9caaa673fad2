package org.souk.api.stock;

import java.util.List;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.Variant;

/**
 * Reads and changes stock levels of the variants whose stock the container counts. All methods except {@link #available} throw {@link
 * org.souk.api.database.DatabaseUnavailableException} if the database is unavailable.
 */
@ProviderType
public interface Stock {
    /**
     * Returns the quantity that can be bought; empty if any quantity can. Answers from memory with a value that is at most about one second
     * old or, until this container has read the database, is the catalog's initial quantity.
     */
    OptionalInt available(LiveCatalog shop, Variant variant);

    /** Lists all stock levels of a catalog, sorted by SKU. */
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
