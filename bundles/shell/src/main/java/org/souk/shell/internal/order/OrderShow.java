package org.souk.shell.internal.order;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.souk.api.order.Address;
import org.souk.api.order.Order;
import org.souk.api.order.OrderLine;
import org.souk.shell.internal.text.Listing;
import org.souk.shell.internal.text.PropertyList;

@Service
@Command(
        scope = "order",
        name = "show",
        description = "Shows the orders with that number, one for each catalog that has it")
public final class OrderShow extends OrderCommand {
    @Override
    protected void run(PrintStream out) throws CommandException {
        List<Order> found = found();
        for (int i = 0; i < found.size(); i++) {
            if (i > 0) {
                out.println();
            }
            show(found.get(i), out);
        }
    }

    private static void show(Order order, PrintStream out) {
        Order.Details details = order.details();
        new PropertyList()
                .line("number", order.number())
                .line("catalog", order.catalog())
                .line("status", order.status())
                .line("placedAt", order.placedAt())
                .line("node", order.node())
                .line("email", details.email())
                .line("address", address(details.shippingAddress()))
                .line("delivery", details.shippingMethod())
                .line("payment", details.paymentMethod())
                .line("language", details.locale())
                .print(out);
        new Listing<OrderLine>("no lines")
                .column("sku", OrderLine::sku)
                .column("title", OrderLine::title)
                .column("quantity", OrderLine::quantity)
                .column("unitPrice", OrderLine::unitPrice)
                .column("lineTotal", OrderLine::lineTotal)
                .table(details.lines(), out);
        new PropertyList()
                .line("subtotal", details.subtotal())
                .line(details.coupon().map(code -> "discount, " + code).orElse("discount"), details.discount())
                .line("shipping", details.shipping())
                .line(details.taxIncluded() ? "tax, included" : "tax", details.tax())
                .line("total", details.total())
                .print(out);
    }

    private static List<String> address(Address address) {
        return Stream.of(
                        address.name(),
                        address.line1(),
                        address.line2(),
                        address.city(),
                        address.region(),
                        address.postcode(),
                        address.country())
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
