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
import org.souk.persistence.internal.order.rows.CouponRows;
import org.souk.persistence.internal.order.rows.OrderRows;
import org.souk.persistence.internal.order.rows.OutboxRows;
import org.souk.persistence.internal.payment.AttemptRows;
import org.souk.persistence.internal.stock.StockRows;
import org.souk.persistence.internal.transaction.TransactionWork;
import org.souk.persistence.internal.transaction.UnitOfWork;

/** Calls one order off, or gives its money back. Locks in this order: attempt, order, stock by SKU, coupon. */
final class OrderChange implements TransactionWork<Optional<Orders.Changed>> {
    private final OrderRef ref;
    private final Function<Order, After> decide;
    private @Nullable After meant;

    OrderChange(OrderRef ref, Function<Order, After> decide) {
        this.ref = ref;
        this.decide = decide;
    }

    @Override
    public Optional<Orders.Changed> in(UnitOfWork unit) throws SQLException {
        AttemptRow attempt = new AttemptRows(unit).ofOrder(ref).orElse(null);
        OrderRows rows = new OrderRows(unit.entities());
        Optional<OrderRow> locked = rows.lock(unit.sql(), ref);
        if (locked.isEmpty()) {
            unit.undo();
            return Optional.empty();
        }
        OrderRow order = locked.get();
        List<OrderLineRow> lines = rows.lines(ref);
        if (!unit.afterUnknown() || !isDone(order, attempt)) {
            meant = decide.apply(order.toOrder(lines));
            change(unit, order, lines, attempt, meant);
        }
        return Optional.of(new Orders.Changed(order.toOrder(lines), refund(attempt)));
    }

    /** Whether what was meant has been done, by a commit whose answer was lost. */
    private boolean isDone(OrderRow order, @Nullable AttemptRow attempt) {
        if (meant == After.CANCELLED) {
            return order.status() == OrderStatus.CANCELLED;
        }
        return meant == After.REFUNDED
                && (attempt == null ? order.status() == OrderStatus.REFUNDED : attempt.state() != State.PLACED);
    }

    private static Orders.Refund refund(@Nullable AttemptRow attempt) {
        if (attempt == null) {
            return Orders.Refund.BY_HAND;
        }
        return attempt.state() == State.REFUNDED ? Orders.Refund.DONE : Orders.Refund.DUE;
    }

    /** A container of the steps before gives money back and leaves the order as it is: then that has been done. */
    private void change(
            UnitOfWork unit, OrderRow order, List<OrderLineRow> lines, @Nullable AttemptRow attempt, After after)
            throws SQLException {
        if (attempt != null) {
            attempt.refundOrder(unit.sql().millis());
        }
        if (after == After.CANCELLED) {
            order.become(OrderStatus.CANCELLED);
            giveBack(unit, order, lines);
            tell(unit, OutboxStore.Kind.CANCELLED);
        } else if (refund(attempt) != Orders.Refund.DUE) {
            order.become(OrderStatus.REFUNDED);
            tell(unit, OutboxStore.Kind.REFUNDED);
        }
    }

    private void giveBack(UnitOfWork unit, OrderRow order, List<OrderLineRow> lines) throws SQLException {
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

    private void tell(UnitOfWork unit, OutboxStore.Kind kind) throws SQLException {
        new OutboxRows(unit.sql()).add(kind, ref.catalog(), ref.number());
    }
}
