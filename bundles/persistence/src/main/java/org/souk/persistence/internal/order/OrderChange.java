package org.souk.persistence.internal.order;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.order.Order;
import org.souk.api.order.OrderStatus;
import org.souk.api.order.Orders;
import org.souk.api.payment.PaymentAttempt.State;
import org.souk.api.store.OrderStore.After;
import org.souk.api.store.OutboxStore;
import org.souk.persistence.internal.entity.AttemptRow;
import org.souk.persistence.internal.entity.OrderLineRow;
import org.souk.persistence.internal.entity.OrderRef;
import org.souk.persistence.internal.entity.OrderRow;
import org.souk.persistence.internal.gate.Unit;
import org.souk.persistence.internal.gate.Work;
import org.souk.persistence.internal.outbox.OutboxRows;
import org.souk.persistence.internal.payment.AttemptRows;
import org.souk.persistence.internal.stock.StockRows;

/** Calls one order off, or gives its money back. Locks in this order: attempt, order, stock by SKU, coupon. */
final class OrderChange implements Work<Optional<Orders.Changed>> {
    private final OrderRef ref;
    private final Function<Order, After> decide;
    private @Nullable OrderStatus meant;

    OrderChange(OrderRef ref, Function<Order, After> decide) {
        this.ref = ref;
        this.decide = decide;
    }

    @Override
    public Optional<Orders.Changed> in(Unit unit) throws SQLException {
        Optional<String> cart = unit.sql()
                .first(
                        "SELECT cart_id FROM orders WHERE catalog = ? AND order_number = ?",
                        row -> row.getString(1),
                        ref.catalog(),
                        ref.number());
        if (cart.isEmpty()) {
            unit.undo();
            return Optional.empty();
        }
        AttemptRow attempt = new AttemptRows(unit)
                .active(ref.catalog(), cart.get())
                .filter(paid -> ref.number().equals(paid.orderNumber()))
                .orElse(null);
        OrderRows rows = new OrderRows(unit.entities());
        OrderRow order = rows.lock(unit.sql(), ref).orElseThrow();
        List<OrderLineRow> lines = rows.lines(ref);
        Order found = order.toOrder(lines);
        if (!unit.afterUnknown() || found.status() != meant) {
            change(unit, order, lines, attempt, decide.apply(found));
        }
        meant = order.status();
        return Optional.of(
                new Orders.Changed(order.toOrder(lines), attempt != null && attempt.state() == State.REFUND_DUE));
    }

    private void change(Unit unit, OrderRow order, List<OrderLineRow> lines, @Nullable AttemptRow attempt, After after)
            throws SQLException {
        if (attempt != null) {
            attempt.refundOrder(unit.sql().millis());
        }
        if (after == After.CANCELLED) {
            order.become(OrderStatus.CANCELLED);
            giveBack(unit, order, lines);
            tell(unit, OutboxStore.Kind.CANCELLED);
        } else if (attempt == null) {
            order.become(OrderStatus.REFUNDED);
            tell(unit, OutboxStore.Kind.REFUNDED);
        }
    }

    private void giveBack(Unit unit, OrderRow order, List<OrderLineRow> lines) throws SQLException {
        StockRows stock = new StockRows(unit.sql(), new CatalogId(ref.catalog()));
        for (OrderLineRow line :
                lines.stream().sorted(Comparator.comparing(OrderLineRow::sku)).toList()) {
            int pieces = line.release();
            if (pieces > 0) {
                stock.add(line.sku(), pieces);
            }
        }
        new CouponRows(unit.sql(), ref.catalog()).giveBack(order.coupon());
    }

    private void tell(Unit unit, OutboxStore.Kind kind) throws SQLException {
        new OutboxRows(unit.sql()).add(kind, ref.catalog(), ref.number());
    }
}
