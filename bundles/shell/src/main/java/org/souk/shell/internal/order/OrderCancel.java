package org.souk.shell.internal.order;

import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.souk.api.catalog.CatalogId;
import org.souk.api.order.OrderNumber;
import org.souk.api.order.Orders;

/** {@code order:cancel NUMBER}. */
@Service
@Command(
        scope = "order",
        name = "cancel",
        description = "Calls an order off: its pieces are back in stock, and what was paid at a gateway goes back")
public final class OrderCancel extends OneOrder {
    @Override
    Optional<Orders.Changed> change(Orders all, CatalogId of, OrderNumber which) {
        return all.cancel(of, which);
    }

    @Override
    String done(Orders.Refund refund) {
        return "is cancelled, its pieces are back in stock";
    }
}
