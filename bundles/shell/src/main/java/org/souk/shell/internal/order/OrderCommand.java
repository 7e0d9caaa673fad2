package org.souk.shell.internal.order;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.order.Order;
import org.souk.api.order.OrderNumber;
import org.souk.api.order.Orders;
import org.souk.shell.internal.catalog.CatalogIdCompleter;
import org.souk.shell.internal.text.ShopCommand;

/** A command with an order number. Several catalogs may have such an order, because each counts for itself. */
abstract class OrderCommand extends ShopCommand {
    @Argument(name = "NUMBER", description = "The order's number", required = true)
    @Completion(OrderNumberCompleter.class)
    String number = "";

    @Option(name = "--catalog", description = "Only of the catalog with this id")
    @Completion(CatalogIdCompleter.class)
    @Nullable
    String catalog;

    @Reference(optional = true)
    @Nullable
    Orders orders;

    /** The orders with that number, at least one. */
    final List<Order> found() throws CommandException {
        List<Order> found = require(orders, "orders")
                .withNumber(catalog == null ? null : new CatalogId(catalog), new OrderNumber(number));
        if (found.isEmpty()) {
            throw noOrder();
        }
        return found;
    }

    final CommandException noOrder() {
        return failure("There is no order '" + number + "'; see the numbers with order:list");
    }
}
