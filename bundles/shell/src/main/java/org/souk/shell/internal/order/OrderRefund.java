package org.souk.shell.internal.order;

import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.souk.api.catalog.CatalogId;
import org.souk.api.order.OrderNumber;
import org.souk.api.order.Orders;

@Service
@Command(scope = "order", name = "refund", description = "Refunds an order; its items stay sold")
public final class OrderRefund extends OrderChangeCommand {
    @Override
    Optional<Orders.Changed> change(Orders all, CatalogId of, OrderNumber which) {
        return all.refund(of, which);
    }

    @Override
    String message(Orders.Refund refund) {
        return refund == Orders.Refund.DUE ? "is to be refunded" : "is refunded";
    }
}
