package org.souk.api.stock;

import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Sku;

/**
 * How many there are.
 *
 * @param available pieces that can be sold, never below 0
 * @param reserved pieces held for checkouts that are under way, 0 or more
 */
public record StockLevel(CatalogId catalog, Sku sku, int available, int reserved) {}
