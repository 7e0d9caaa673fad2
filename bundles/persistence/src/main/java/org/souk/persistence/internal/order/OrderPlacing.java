package org.souk.persistence.internal.order;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CouponCode;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.order.Order;
import org.souk.api.order.OrderNumber;
import org.souk.api.order.OrderStatus;
import org.souk.api.order.Shortage;
import org.souk.api.payment.PaymentAttempt;
import org.souk.api.store.OrderStore;
import org.souk.api.store.OrderStore.Decision;
import org.souk.api.store.OrderStore.Placing;
import org.souk.api.store.StoredCart;
import org.souk.persistence.internal.cart.CartRows;
import org.souk.persistence.internal.cart.KeyRows;
import org.souk.persistence.internal.cart.SessionRows;
import org.souk.persistence.internal.entity.AttemptRow;
import org.souk.persistence.internal.entity.OrderRef;
import org.souk.persistence.internal.order.rows.CouponRows;
import org.souk.persistence.internal.order.rows.OrderRows;
import org.souk.persistence.internal.order.rows.OrderWriting;
import org.souk.persistence.internal.payment.AttemptRows;
import org.souk.persistence.internal.sql.SessionRef;
import org.souk.persistence.internal.sql.Sql;
import org.souk.persistence.internal.stock.StockRows;
import org.souk.persistence.internal.transaction.TransactionWork;
import org.souk.persistence.internal.transaction.UnitOfWork;

/** Places one order. Locks in this order: session, attempt, stock by SKU, coupon by code, counter; the counter is the one that all orders of a catalog want. */
final class OrderPlacing<R> implements TransactionWork<Placing<R>> {
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
    public Placing<R> in(UnitOfWork unit) throws SQLException {
        boolean there = new SessionRows(unit.sql()).lock(session);
        CartRows rows = there ? CartRows.load(unit.sql(), session) : CartRows.none(unit.sql(), session);
        // after the cart: who finds that ordered finds the order's key too, even if nothing kept the other away
        Optional<Placing<R>> before = before(unit);
        if (before.isPresent()) {
            unit.undo();
            return before.get();
        }
        if (unit.afterUnknown() && repriced) {
            // asked again, the rule would place the order at prices that nobody was shown
            throw new DatabaseUnavailableException("whether the new prices were stored is not known");
        }
        StoredCart cart = rows.stored();
        if (cart.lines().isEmpty()) {
            unit.undo();
            return new Placing.NoCart<>();
        }
        return decided(unit, rows, cart);
    }

    /** What the key was used for, if it came before. */
    private Optional<Placing<R>> before(UnitOfWork unit) throws SQLException {
        Optional<KeyRows.Used> found = new KeyRows(unit.sql(), session).find(command.key());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        KeyRows.Used used = found.get();
        if (!used.by(KeyRows.Purpose.ORDER, command.fingerprint())) {
            return Optional.of(new Placing.KeyReused<>());
        }
        if (used.attempt() != null) {
            // one that came to nothing is forgotten in time; with it that this is the same request
            Optional<PaymentAttempt> attempt = new AttemptRows(unit).find(used.attempt());
            return Optional.of(attempt.isPresent() ? attempted(unit, attempt.get(), false) : new Placing.KeyReused<>());
        }
        return Optional.of(new Placing.Placed<>(order(unit, Objects.requireNonNull(used.orderNumber()))));
    }

    private Order order(UnitOfWork unit, String number) {
        return new OrderRows(unit.entities())
                .find(new OrderRef(session.catalog(), number))
                .orElseThrow();
    }

    private Placing<R> attempted(UnitOfWork unit, PaymentAttempt now, boolean begun) {
        OrderNumber number = now.orderOrNull();
        return number == null ? new Placing.Attempted<>(now, begun) : new Placing.Placed<>(order(unit, number.value()));
    }

    private Placing<R> decided(UnitOfWork unit, CartRows rows, StoredCart cart) throws SQLException {
        Decision<R> decision = decide.apply(cart);
        repriced = decision instanceof Decision.Reprice<R>;
        if (decision instanceof Decision.Place<R> place) {
            return place(unit, rows, place, giveWay(unit, rows, place));
        }
        if (decision instanceof Decision.Pay<R> pay) {
            return pay(unit, rows, pay);
        }
        if (decision instanceof Decision.Reprice<R> reprice) {
            return new Placing.Refused<>(
                    reprice.reason(), rows.write(reprice.lines(), reprice.coupon(), Sql.randomId()));
        }
        unit.undo();
        return new Placing.Refused<>(((Decision.Refuse<R>) decision).reason(), cart);
    }

    /** @param held the coupon of which an attempt that gave way held a use */
    private Placing<R> place(UnitOfWork unit, CartRows rows, Decision.Place<R> place, @Nullable CouponCode held)
            throws SQLException {
        StockRows.Taken taken = new StockRows(unit.sql(), command.catalog()).take(place.take(), place.oversell());
        if (!taken.shortages().isEmpty()) {
            unit.undo();
            return new Placing.OutOfStock<>(taken.shortages());
        }
        Optional<Placing<R>> usedUp = useCoupon(unit, place, held);
        if (usedUp.isPresent()) {
            return usedUp.get();
        }
        rows.close();
        Order order = new OrderWriting(unit, session)
                .write(rows.cartId(), place.details(), taken.pieces(), OrderStatus.PLACED, command.terms());
        new KeyRows(unit.sql(), session)
                .order(command.key(), command.fingerprint(), order.number().value());
        return new Placing.Placed<>(order);
    }

    private Optional<Placing<R>> useCoupon(UnitOfWork unit, Decision.Place<R> place, @Nullable CouponCode held)
            throws SQLException {
        CouponCode code = place.details().couponOrNull();
        if (new CouponRows(unit.sql(), session.catalog()).move(held, code, place.mostUses())) {
            return Optional.empty();
        }
        unit.undo();
        return Optional.of(new Placing.CouponUsedUp<>(Objects.requireNonNull(code)));
    }

    private @Nullable CouponCode giveWay(UnitOfWork unit, CartRows rows, Decision.Place<R> place) throws SQLException {
        AttemptRows attempts = new AttemptRows(unit);
        Optional<AttemptRow> open = attempts.open(session, rows.cartId());
        return open.isPresent() ? attempts.giveWay(open.get(), place.take().keySet()) : null;
    }

    /** Begins an attempt, or goes on with one for the same. */
    private Placing<R> pay(UnitOfWork unit, CartRows rows, Decision.Pay<R> pay) throws SQLException {
        AttemptRows attempts = new AttemptRows(unit);
        Optional<AttemptRow> open = attempts.open(session, rows.cartId());
        boolean same = open.isPresent() && attempts.isFor(open.get(), command.fingerprint(), rows.version(), pay);
        String id = same ? open.get().id() : Sql.randomId();
        if (!same) {
            CouponCode held = giveWay(unit, rows, pay.placing());
            AttemptRow attempt = new AttemptRow(
                    id, session, command.fingerprint(), pay.placing().details());
            attempt.of(rows.cartId(), rows.version());
            List<Shortage> shortages = attempts.begin(attempt, pay);
            if (!shortages.isEmpty()) {
                unit.undo();
                return new Placing.OutOfStock<>(shortages);
            }
            Optional<Placing<R>> usedUp = useCoupon(unit, pay.placing(), held);
            if (usedUp.isPresent()) {
                return usedUp.get();
            }
            attempt.holdCoupon(pay.placing().mostUses());
        }
        new KeyRows(unit.sql(), session).attempt(command.key(), command.fingerprint(), id);
        return attempted(unit, attempts.find(id).orElseThrow(), !same);
    }
}
