package org.souk.api.stock;

import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Sku;

/** The stock of one SKU: the quantity that can be sold, and the quantity reserved for pending payments; both 0 or more. */
public record StockLevel(CatalogId catalog, Sku sku, int available, int reserved) {}
