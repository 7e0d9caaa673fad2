package org.souk.persistence.internal.order.rows;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.souk.api.catalog.Sku;
import org.souk.api.order.Order;
import org.souk.api.order.OrderLine;
import org.souk.api.order.OrderNumber;
import org.souk.api.order.OrderStatus;
import org.souk.api.store.OrderStore;
import org.souk.api.store.OutboxStore;
import org.souk.persistence.internal.entity.OrderLineRow;
import org.souk.persistence.internal.entity.OrderRef;
import org.souk.persistence.internal.entity.OrderRow;
import org.souk.persistence.internal.sql.SessionRef;
import org.souk.persistence.internal.transaction.UnitOfWork;

/** Writes an order. It takes the number, which is the last lock, then inserts the order, its lines and its message. */
public final class OrderWriter {
    private final UnitOfWork unit;
    private final SessionRef session;

    public OrderWriter(UnitOfWork unit, SessionRef session) {
        this.unit = unit;
        this.session = session;
    }

    /** @param taken how many items were taken from stock */
    public Order write(
            String cartId, Order.Details details, Map<Sku, Integer> taken, OrderStatus status, OrderStore.Terms terms)
            throws SQLException {
        OrderCounterRow.Next next = new OrderCounterRow(unit.sql())
                .next(session.catalog(), terms.numbering().start());
        OrderNumber number = new OrderNumber(terms.numbering().prefix() + next.number());
        OrderRef ref = new OrderRef(session.catalog(), number.value());
        OrderRow order = new OrderRow(ref, next.number(), status, session.session(), cartId);
        order.placed(details, terms.node(), next.at());
        unit.entities().persist(order);
        unit.entities().flush();
        List<OrderLineRow> rows = new ArrayList<>();
        Map<Sku, Integer> left = new HashMap<>(taken);
        for (OrderLine line : details.lines()) {
            Integer items = left.remove(line.sku());
            OrderLineRow row = new OrderLineRow(ref, rows.size(), line, items == null ? 0 : items);
            unit.entities().persist(row);
            rows.add(row);
        }
        if (terms.hasListeners()) {
            OutboxRows.add(unit.sql(), OutboxStore.Kind.PLACED, ref);
        }
        return order.toOrder(rows);
    }
}
