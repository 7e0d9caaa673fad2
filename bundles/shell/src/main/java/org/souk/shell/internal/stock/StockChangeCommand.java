package org.souk.shell.internal.stock;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Sku;
import org.souk.api.stock.Stock;
import org.souk.api.stock.StockLevel;
import org.souk.common.text.TextNormalizer;
import org.souk.shell.internal.catalog.CatalogIdCompleter;
import org.souk.shell.internal.text.ShopCommand;
import org.souk.shell.internal.text.Texts;

/** A command that changes the stock of one SKU. */
abstract class StockChangeCommand extends ShopCommand {
    @Argument(index = 0, name = "ID", description = "The catalog's id", required = true)
    @Completion(CatalogIdCompleter.class)
    String id = "";

    @Argument(index = 1, name = "SKU", description = "A SKU whose stock is counted", required = true)
    @Completion(SkuCompleter.class)
    String sku = "";

    /** Text, because Karaf reports an invalid number in several lines. */
    @Argument(index = 2, name = "N", description = "A number of items", required = true)
    String quantity = "";

    @Reference(optional = true)
    @Nullable
    Stock stock;

    /** Changes the stock and returns the new level. */
    abstract StockLevel change(Stock counted, CatalogId catalog, Sku which, int number);

    @Override
    protected final void run(PrintStream out) throws CommandException {
        int number = number();
        StockLevel level =
                change(require(stock, "stock"), new CatalogId(id), new Sku(TextNormalizer.clean(sku)), number);
        out.println(Texts.of(level.sku()) + ": " + level.available() + " available, " + level.reserved() + " reserved");
    }

    private int number() throws CommandException {
        try {
            return Integer.parseInt(quantity);
        } catch (NumberFormatException e) {
            throw failure("'" + quantity + "' is not a number of items; write digits, like 12");
        }
    }
}
