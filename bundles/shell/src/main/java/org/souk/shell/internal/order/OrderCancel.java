package org.souk.shell.internal.order;

import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.souk.api.catalog.CatalogId;
import org.souk.api.order.OrderNumber;
import org.souk.api.order.Orders;

@Service
@Command(
        scope = "order",
        name = "cancel",
        description = "Cancels an order: its items go back into stock, and a gateway payment is refunded")
public final class OrderCancel extends OrderChangeCommand {
    @Override
    Optional<Orders.Changed> change(Orders all, CatalogId of, OrderNumber which) {
        return all.cancel(of, which);
    }

    @Override
    String message(Orders.Refund refund) {
        return "is cancelled, its pieces are back in stock";
    }
}
