package org.souk.shell.internal.stock;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Catalogs;
import org.souk.api.stock.Stock;
import org.souk.api.stock.StockLevel;
import org.souk.shell.internal.catalog.CatalogIdCompleter;
import org.souk.shell.internal.text.FilteredListCommand;
import org.souk.shell.internal.text.Listing;

@Service
@Command(scope = "stock", name = "list", description = "Lists the stock of a catalog")
public final class StockList extends FilteredListCommand<StockLevel> {
    @Argument(name = "ID", description = "The catalog's id", required = true)
    @Completion(CatalogIdCompleter.class)
    String id = "";

    @Reference(optional = true)
    @Nullable
    Stock stock;

    @Reference(optional = true)
    @Nullable
    Catalogs catalogs;

    @Override
    protected List<StockLevel> rows() throws CommandException {
        CatalogId catalog = new CatalogId(id);
        List<StockLevel> levels = require(stock, "stock").list(catalog);
        Catalogs known = catalogs;
        if (levels.isEmpty() && known != null && known.find(catalog).isEmpty()) {
            throw noCatalog(id);
        }
        return levels;
    }

    @Override
    protected Listing<StockLevel> listing() {
        return new Listing<StockLevel>("The catalog does not count stock: everything in it can always be bought.")
                .column("sku", StockLevel::sku)
                .column("available", StockLevel::available)
                .column("reserved", StockLevel::reserved);
    }
}
