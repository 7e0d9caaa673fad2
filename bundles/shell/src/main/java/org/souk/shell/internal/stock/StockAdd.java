package org.souk.shell.internal.stock;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Sku;
import org.souk.api.stock.Stock;
import org.souk.api.stock.StockLevel;

@Service
@Command(scope = "stock", name = "add", description = "Adds to the stock of a SKU; a negative number reduces it")
public final class StockAdd extends StockChangeCommand {
    @Override
    StockLevel change(Stock counted, CatalogId catalog, Sku which, int number) {
        return counted.add(catalog, which, number);
    }
}
