package org.souk.api.stock;

import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Sku;

/**
 * The stock of one SKU.
 *
 * @param available quantity that can be sold, 0 or more
 * @param reserved quantity reserved for pending payments, 0 or more
 */
public record StockLevel(CatalogId catalog, Sku sku, int available, int reserved) {}
