package org.souk.shell.internal.order;

import java.io.PrintStream;
import java.util.OptionalLong;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Catalogs;
import org.souk.api.order.Orders;
import org.souk.shell.internal.catalog.CatalogIdCompleter;
import org.souk.shell.internal.text.ShopCommand;

@Service
@Command(
        scope = "order",
        name = "counter",
        description = "Shows the last order number of a catalog, or advances its counter to N")
public final class OrderCounter extends ShopCommand {
    @Argument(index = 0, name = "ID", description = "The catalog's id", required = true)
    @Completion(CatalogIdCompleter.class)
    String id = "";

    @Argument(index = 1, name = "N", description = "The next order gets the number after it; the counter only goes up")
    @Nullable
    String last;

    @Reference(optional = true)
    @Nullable
    Orders orders;

    @Reference(optional = true)
    @Nullable
    Catalogs catalogs;

    @Override
    protected void run(PrintStream out) throws CommandException {
        Orders all = require(orders, "orders");
        CatalogId catalog = new CatalogId(id);
        OptionalLong counter = all.counter(catalog);
        Catalogs known = catalogs;
        if (counter.isEmpty() && known != null && known.find(catalog).isEmpty()) {
            throw noCatalog(id);
        }
        if (last != null) {
            all.advance(catalog, number(last));
            counter = all.counter(catalog);
        }
        out.println(
                counter.isEmpty()
                        ? id + ": no order yet"
                        : id + ": the last number is " + counter.getAsLong() + ", the next order gets "
                                + (counter.getAsLong() + 1));
    }

    private static long number(String text) throws CommandException {
        if (!text.matches("\\d{1,15}")) {
            throw failure("'" + text + "' is not an order number; write its digits, without the prefix");
        }
        return Long.parseLong(text);
    }
}
