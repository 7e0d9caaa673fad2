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

    /** What was done, but for the money. */
    abstract String done(Orders.Refund refund);

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
        Orders.Changed now = changed.get();
        out.println(now.order().number() + " " + done(now.refund()) + "; " + money(now));
    }

    /** Nobody knows that order. */
    static CommandException noOrder(String number) {
        return failure("There is no order '" + number + "'; see the numbers with order:list");
    }

    private static String money(Orders.Changed now) {
        Order.Details details = now.order().details();
        return switch (now.refund()) {
            case DUE ->
                "'" + details.paymentMethod() + "' is being asked to give " + details.total()
                        + " back, see what becomes of it with payment:list "
                        + now.order().catalog();
            case DONE -> "'" + details.paymentMethod() + "' has given " + details.total() + " back";
            case BY_HAND ->
                "it was to be paid by '" + details.paymentMethod() + "': if " + details.total()
                        + " were paid, send them back yourself";
        };
    }
}
