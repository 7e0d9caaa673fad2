package org.souk.storefront.internal.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.Variant;
import org.souk.api.stock.Stock;
import org.souk.api.stock.StockLevel;

/** Prepared stock levels, else those of the catalog. */
public final class FakeStock implements Stock {
    public final Map<String, Integer> levels = new HashMap<>();

    @Override
    public OptionalInt available(LiveCatalog shop, Variant variant) {
        Integer level = levels.get(variant.sku().value());
        return level == null ? variant.stockSeed() : OptionalInt.of(level);
    }

    @Override
    public List<StockLevel> list(CatalogId catalog) {
        return List.of();
    }

    @Override
    public StockLevel set(CatalogId catalog, Sku sku, int available) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StockLevel add(CatalogId catalog, Sku sku, int pieces) {
        throw new UnsupportedOperationException();
    }
}
