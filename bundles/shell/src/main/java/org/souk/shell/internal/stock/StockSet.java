package org.souk.shell.internal.stock;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Sku;
import org.souk.api.stock.Stock;
import org.souk.api.stock.StockLevel;

@Service
@Command(scope = "stock", name = "set", description = "Sets the available stock of a SKU")
public final class StockSet extends StockChangeCommand {
    @Override
    StockLevel change(Stock counted, CatalogId catalog, Sku which, int number) {
        return counted.set(catalog, which, number);
    }
}
