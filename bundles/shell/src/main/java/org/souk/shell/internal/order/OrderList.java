package org.souk.shell.internal.order;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.order.Order;
import org.souk.api.order.OrderLine;
import org.souk.api.order.Orders;
import org.souk.shell.internal.catalog.ListByCatalog;
import org.souk.shell.internal.text.Listing;

@Service
@Command(scope = "order", name = "list", description = "Lists orders, newest first")
public final class OrderList extends ListByCatalog<Order> {
    @Reference(optional = true)
    @Nullable
    Orders orders;

    @Override
    protected List<Order> rows(@Nullable CatalogId only, int most) throws CommandException {
        return require(orders, "orders").list(only, most);
    }

    @Override
    protected Listing<Order> listing() {
        return new Listing<Order>("There is no order.")
                .column("number", Order::number)
                .column("catalog", Order::catalog)
                .column("status", Order::status)
                .column("total", order -> order.details().total())
                .column("placedAt", Order::placedAt)
                .column("items", OrderList::items)
                .column("node", Order::node);
    }

    private static int items(Order order) {
        return order.details().lines().stream().mapToInt(OrderLine::quantity).sum();
    }
}
