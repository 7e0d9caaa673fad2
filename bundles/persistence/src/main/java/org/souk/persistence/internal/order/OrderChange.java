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
import org.souk.persistence.internal.entity.OrderLineRow;
import org.souk.persistence.internal.entity.OrderRef;
import org.souk.persistence.internal.entity.OrderRow;
import org.souk.persistence.internal.entity.PaymentAttemptRow;
import org.souk.persistence.internal.order.rows.CouponRows;
import org.souk.persistence.internal.order.rows.OrderRows;
import org.souk.persistence.internal.order.rows.OutboxRows;
import org.souk.persistence.internal.payment.PaymentAttemptRows;
import org.souk.persistence.internal.stock.StockRows;
import org.souk.persistence.internal.transaction.TransactionWork;
import org.souk.persistence.internal.transaction.UnitOfWork;

/** Cancels one order or refunds it. Locks in this order: payment attempt, order, stock by SKU, coupon. */
final class OrderChange implements TransactionWork<Optional<Orders.Changed>> {
    private final OrderRef ref;
    private final Function<Order, After> decide;
    private @Nullable After decided;

    OrderChange(OrderRef ref, Function<Order, After> decide) {
        this.ref = ref;
        this.decide = decide;
    }

    @Override
    public Optional<Orders.Changed> execute(UnitOfWork unit) throws SQLException {
        PaymentAttemptRow attempt = new PaymentAttemptRows(unit).ofOrder(ref).orElse(null);
        OrderRows rows = new OrderRows(unit.entities());
        Optional<OrderRow> locked = rows.lock(unit.sql(), ref);
        if (locked.isEmpty()) {
            unit.setRollbackOnly();
            return Optional.empty();
        }
        OrderRow order = locked.get();
        List<OrderLineRow> lines = rows.lines(ref);
        if (!unit.afterUnknownCommit() || !isDone(order, attempt)) {
            decided = decide.apply(order.toOrder(lines));
            change(unit, order, lines, attempt, decided);
        }
        return Optional.of(new Orders.Changed(order.toOrder(lines), refund(attempt)));
    }

    /** Whether an earlier run, whose commit got no answer, was committed. */
    private boolean isDone(OrderRow order, @Nullable PaymentAttemptRow attempt) {
        if (decided == After.CANCELLED) {
            return order.status() == OrderStatus.CANCELLED;
        }
        return decided == After.REFUNDED
                && (attempt == null ? order.status() == OrderStatus.REFUNDED : attempt.state() != State.PLACED);
    }

    private static Orders.Refund refund(@Nullable PaymentAttemptRow attempt) {
        if (attempt == null) {
            return Orders.Refund.BY_HAND;
        }
        return attempt.state() == State.REFUNDED ? Orders.Refund.DONE : Orders.Refund.DUE;
    }

    private void change(
            UnitOfWork unit, OrderRow order, List<OrderLineRow> lines, @Nullable PaymentAttemptRow attempt, After after)
            throws SQLException {
        if (attempt != null) {
            attempt.refundOrder(unit.sql().millis());
        }
        if (after == After.CANCELLED) {
            order.setStatus(OrderStatus.CANCELLED);
            release(unit, order, lines);
            OutboxRows.add(unit.sql(), OutboxStore.Kind.CANCELLED, ref);
        } else if (refund(attempt) != Orders.Refund.DUE) {
            order.setStatus(OrderStatus.REFUNDED);
            OutboxRows.add(unit.sql(), OutboxStore.Kind.REFUNDED, ref);
        }
    }

    private void release(UnitOfWork unit, OrderRow order, List<OrderLineRow> lines) throws SQLException {
        StockRows stock = new StockRows(unit.sql(), new CatalogId(ref.catalog()));
        for (OrderLineRow line :
                lines.stream().sorted(Comparator.comparing(OrderLineRow::sku)).toList()) {
            int items = line.release();
            if (items > 0) {
                stock.add(line.sku(), items);
            }
        }
        new CouponRows(unit.sql(), ref.catalog()).release(order.coupon());
    }
}
