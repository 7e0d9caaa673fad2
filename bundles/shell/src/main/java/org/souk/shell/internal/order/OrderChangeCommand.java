package org.souk.shell.internal.order;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.karaf.shell.support.CommandException;
import org.souk.api.catalog.CatalogId;
import org.souk.api.order.Order;
import org.souk.api.order.OrderNumber;
import org.souk.api.order.Orders;

/** A command that changes one order and prints the result and the state of its payment. */
abstract class OrderChangeCommand extends OrderCommand {
    /** Changes the order; empty if it no longer exists. */
    abstract Optional<Orders.Changed> change(Orders all, CatalogId of, OrderNumber which);

    /** The message about the order; the payment is described separately. */
    abstract String message(Orders.Refund refund);

    @Override
    protected final void run(PrintStream out) throws CommandException {
        List<Order> found = found();
        if (found.size() > 1) {
            throw failure("There is an order '" + number + "' of "
                    + found.stream().map(order -> order.catalog().value()).collect(Collectors.joining(" and "))
                    + "; say which with --catalog");
        }
        Order order = found.get(0);
        Orders.Changed now = change(require(orders, "orders"), order.catalog(), order.number())
                .orElseThrow(this::noOrder);
        out.println(now.order().number() + " " + message(now.refund()) + money(now));
    }

    /** What becomes of the money; empty if there was nothing to pay. */
    private static String money(Orders.Changed now) {
        Order.Details details = now.order().details();
        if (details.nothingToPay()) {
            return "";
        }
        return "; "
                + switch (now.refund()) {
                    case DUE ->
                        "'" + details.paymentMethod() + "' is being asked to give " + details.total()
                                + " back, see the result with payment:list "
                                + now.order().catalog();
                    case DONE -> "'" + details.paymentMethod() + "' has given " + details.total() + " back";
                    case BY_HAND ->
                        "it was to be paid by '" + details.paymentMethod() + "': if " + details.total()
                                + " were paid, send them back yourself";
                };
    }
}
