package org.souk.persistence.internal.order;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.souk.api.order.OrderLine;
import org.souk.api.order.OrderNumber;
import org.souk.api.order.Shortage;
import org.souk.api.store.OrderStore;
import org.souk.api.store.OrderStore.Decision;
import org.souk.api.store.OrderStore.Placing;
import org.souk.api.store.StoreUnavailableException;
import org.souk.api.store.StoredCart;
import org.souk.persistence.internal.cart.CartRows;
import org.souk.persistence.internal.cart.KeyRows;
import org.souk.persistence.internal.cart.SessionRef;
import org.souk.persistence.internal.cart.SessionRows;
import org.souk.persistence.internal.entity.OrderLineRow;
import org.souk.persistence.internal.entity.OrderRef;
import org.souk.persistence.internal.entity.OrderRow;
import org.souk.persistence.internal.gate.Unit;
import org.souk.persistence.internal.gate.Work;
import org.souk.persistence.internal.stock.StockRows;

/** Places one order. Locks in this order: session, stock by SKU, counter; the counter is the one that all orders of a catalog want. */
final class OrderPlacing<R> implements Work<Placing<R>> {
    private final OrderStore.Command command;
    private final Function<StoredCart, Decision<R>> decide;
    private final SessionRef session;
    private boolean repriced;

    OrderPlacing(OrderStore.Command command, Function<StoredCart, Decision<R>> decide) {
        this.command = command;
        this.decide = decide;
        this.session = new SessionRef(command.catalog(), command.session());
    }

    @Override
    public Placing<R> in(Unit unit) throws SQLException {
        boolean there = new SessionRows(unit.sql()).lock(session);
        Optional<Placing<R>> before = before(unit);
        if (before.isPresent()) {
            unit.undo();
            return before.get();
        }
        if (unit.afterUnknown() && repriced) {
            // asked again, the rule would place the order at prices that nobody was shown
            throw new StoreUnavailableException("whether the new prices were stored is not known");
        }
        CartRows rows = there ? CartRows.load(unit.sql(), session) : CartRows.none(unit.sql(), session);
        StoredCart cart = rows.stored();
        if (cart.lines().isEmpty()) {
            unit.undo();
            return new Placing.NoCart<>();
        }
        return decided(unit, rows, cart);
    }

    /** What the key was used for, if it came before. */
    private Optional<Placing<R>> before(Unit unit) throws SQLException {
        return new KeyRows(unit.sql(), session).find(command.key()).map(used -> {
            String number = used.orderNumber();
            if (number == null || !used.by(KeyRows.Purpose.ORDER, command.fingerprint())) {
                return new Placing.KeyReused<>();
            }
            OrderRef ref = new OrderRef(session.catalog(), number);
            return new Placing.Placed<>(new OrderRows(unit.entities()).find(ref).orElseThrow());
        });
    }

    private Placing<R> decided(Unit unit, CartRows rows, StoredCart cart) throws SQLException {
        Decision<R> decision = decide.apply(cart);
        repriced = decision instanceof Decision.Reprice<R>;
        if (decision instanceof Decision.Place<R> place) {
            return place(unit, rows, place);
        }
        if (decision instanceof Decision.Reprice<R> reprice) {
            return new Placing.Refused<>(reprice.reason(), rows.write(reprice.lines(), CartRows.random()));
        }
        unit.undo();
        return new Placing.Refused<>(((Decision.Refuse<R>) decision).reason(), cart);
    }

    private Placing<R> place(Unit unit, CartRows rows, Decision.Place<R> place) throws SQLException {
        List<Shortage> shortages = new StockRows(unit.sql(), command.catalog()).take(place.take(), place.oversell());
        if (!shortages.isEmpty()) {
            unit.undo();
            return new Placing.OutOfStock<>(shortages);
        }
        rows.close();
        OrderCounter.Next next = new OrderCounter(unit.sql())
                .next(session.catalog(), command.numbering().start());
        OrderNumber number = new OrderNumber(command.numbering().prefix() + next.number());
        OrderRow order = new OrderRow(
                new OrderRef(session.catalog(), number.value()), next.number(), session.session(), rows.cartId());
        order.take(place.details());
        order.placed(command.node(), next.at());
        unit.entities().persist(order);
        List<OrderLineRow> lines = lines(unit, order, place.details().lines());
        new KeyRows(unit.sql(), session)
                .add(command.key(), KeyRows.Purpose.ORDER, command.fingerprint(), number.value());
        return new Placing.Placed<>(order.toOrder(lines));
    }

    private static List<OrderLineRow> lines(Unit unit, OrderRow order, List<OrderLine> lines) {
        unit.entities().flush();
        List<OrderLineRow> rows = new ArrayList<>();
        for (OrderLine line : lines) {
            OrderLineRow row = new OrderLineRow(order.id(), rows.size(), line);
            unit.entities().persist(row);
            rows.add(row);
        }
        return rows;
    }
}
