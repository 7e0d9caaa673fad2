package org.souk.shell.internal.order;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
import org.souk.shell.internal.catalog.CatalogIds;
import org.souk.shell.internal.text.ShopCommand;

/** A command that changes one order, and says so in one line. */
abstract class OneOrder extends ShopCommand {
    @Argument(name = "NUMBER", description = "The order's number", required = true)
    @Completion(OrderNumbers.class)
    String number = "";

    @Option(name = "--catalog", description = "The catalog's id, where several have that number")
    @Completion(CatalogIds.class)
    @Nullable
    String catalog;

    @Reference(optional = true)
    @Nullable
    Orders orders;

    /** Does it; empty if the order has gone. */
    abstract Optional<Orders.Changed> change(Orders all, CatalogId of, OrderNumber which);

    /** What was done. */
    abstract String told(Order order, boolean due);

    @Override
    protected final void run(PrintStream out) throws CommandException {
        Orders all = needed(orders, "orders");
        OrderNumber which = new OrderNumber(number);
        List<Order> found = all.withNumber(catalog == null ? null : new CatalogId(catalog), which);
        if (found.size() > 1) {
            throw failure("There is an order '" + number + "' of "
                    + found.stream().map(order -> order.catalog().value()).collect(Collectors.joining(" and "))
                    + "; say which with --catalog");
        }
        Optional<Orders.Changed> changed =
                found.isEmpty() ? Optional.empty() : change(all, found.get(0).catalog(), which);
        if (changed.isEmpty()) {
            throw noOrder(number);
        }
        out.println(told(changed.get().order(), changed.get().due()));
    }

    /** Nobody knows that order. */
    static CommandException noOrder(String number) {
        return failure("There is no order '" + number + "'; see the numbers with order:list");
    }

    /** That a gateway is asked. */
    static String asked(Order order) {
        return "'" + order.details().paymentMethod() + "' is being asked to give "
                + order.details().total() + " back; see what becomes of it with payment:list " + order.catalog();
    }

    /** That no gateway has the money. */
    static String byHand(Order order) {
        return "it was to be paid by '" + order.details().paymentMethod() + "': if "
                + order.details().total() + " were paid, send them back yourself";
    }
}
