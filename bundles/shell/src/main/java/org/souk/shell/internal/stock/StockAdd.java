package org.souk.shell.internal.stock;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Sku;
import org.souk.api.stock.Stock;
import org.souk.api.stock.StockLevel;
import org.souk.shell.internal.catalog.CatalogIds;
import org.souk.shell.internal.text.ShopCommand;
import org.souk.shell.internal.text.Texts;

/** {@code stock:add ID SKU N}. */
@Service
@Command(scope = "stock", name = "add", description = "Adds pieces of a SKU, or takes them away")
public final class StockAdd extends ShopCommand {
    @Argument(index = 0, name = "ID", description = "The catalog's id", required = true)
    @Completion(CatalogIds.class)
    String id = "";

    @Argument(index = 1, name = "SKU", description = "A SKU whose stock is counted", required = true)
    @Completion(CountedSkus.class)
    String sku = "";

    @Argument(index = 2, name = "N", description = "Pieces; a negative number takes away", required = true)
    int pieces;

    @Reference(optional = true)
    @Nullable
    Stock stock;

    @Override
    protected void run(PrintStream out) throws CommandException {
        StockLevel level = needed(stock, "stock").add(new CatalogId(id), new Sku(sku), pieces);
        out.println(Texts.of(level.sku()) + ": " + level.available() + " available, " + level.reserved() + " reserved");
    }
}
