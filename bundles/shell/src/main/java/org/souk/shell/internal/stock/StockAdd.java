package org.souk.shell.internal.stock;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Sku;
import org.souk.api.stock.Stock;
import org.souk.api.stock.StockLevel;

/** {@code stock:add ID SKU N}. */
@Service
@Command(scope = "stock", name = "add", description = "Adds pieces of a SKU; a negative number takes away")
public final class StockAdd extends StockChange {
    @Override
    StockLevel change(Stock counted, CatalogId catalog, Sku which, int number) {
        return counted.add(catalog, which, number);
    }
}
