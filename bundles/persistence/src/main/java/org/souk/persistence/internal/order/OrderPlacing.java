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
import org.souk.api.order.Shortage;
import org.souk.api.payment.PaymentAttempt;
import org.souk.api.store.OrderStore;
import org.souk.api.store.OrderStore.Decision;
import org.souk.api.store.OrderStore.Placing;
import org.souk.api.store.StoredCart;
import org.souk.persistence.internal.cart.CartRows;
import org.souk.persistence.internal.cart.IdempotencyKeyRows;
import org.souk.persistence.internal.cart.SessionRows;
import org.souk.persistence.internal.entity.OrderRef;
import org.souk.persistence.internal.entity.PaymentAttemptRow;
import org.souk.persistence.internal.order.rows.CouponRows;
import org.souk.persistence.internal.order.rows.OrderRows;
import org.souk.persistence.internal.order.rows.OrderWriter;
import org.souk.persistence.internal.payment.PaymentAttemptRows;
import org.souk.persistence.internal.sql.SessionRef;
import org.souk.persistence.internal.sql.Sql;
import org.souk.persistence.internal.stock.StockRows;
import org.souk.persistence.internal.transaction.TransactionWork;
import org.souk.persistence.internal.transaction.UnitOfWork;

/**
 * Runs one checkout in a transaction. A function decides on the stored cart: to place the order, to start a payment attempt, to store new
 * prices, or to refuse. Locks in this order, so that transactions cannot deadlock: session, payment attempt, stock by SKU, coupon by code,
 * order counter. The counter is last because all orders of a catalog need it.
 *
 * @param <R> the reason of a refusal
 */
final class OrderPlacing<R> implements TransactionWork<Placing<R>> {
    private final OrderStore.Command command;
    private final Function<StoredCart, Decision<R>> decide;
    private final SessionRef session;
    /** Whether the function decided on new prices when this work ran before; the same instance runs again after a conflict. */
    private boolean repriced;

    OrderPlacing(OrderStore.Command command, Function<StoredCart, Decision<R>> decide) {
        this.command = command;
        this.decide = decide;
        this.session = new SessionRef(command.catalog(), command.session());
    }

    @Override
    public Placing<R> execute(UnitOfWork unit) throws SQLException {
        boolean exists = new SessionRows(unit.sql()).lock(session);
        CartRows rows = exists ? CartRows.load(unit.sql(), session) : CartRows.absent(unit.sql(), session);
        // read the cart before the key: a transaction that orders a cart closes it and stores its key together, so
        // whoever reads the closed cart also finds the key; this does not depend on the lock
        Optional<Placing<R>> repeated = repeated(unit);
        if (repeated.isPresent()) {
            unit.setRollbackOnly();
            return repeated.get();
        }
        if (unit.afterUnknownCommit() && repriced) {
            // a second decision would place the order at prices that the shopper has not seen
            throw new DatabaseUnavailableException("whether the new prices were stored is not known");
        }
        StoredCart cart = rows.stored();
        if (cart.lines().isEmpty()) {
            unit.setRollbackOnly();
            return new Placing.NoCart<>();
        }
        return decided(unit, rows, cart);
    }

    /** The earlier answer if the idempotency key was used before. */
    private Optional<Placing<R>> repeated(UnitOfWork unit) throws SQLException {
        Optional<IdempotencyKeyRows.Used> found = new IdempotencyKeyRows(unit.sql(), session).find(command.key());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        IdempotencyKeyRows.Used used = found.get();
        if (!used.matches(IdempotencyKeyRows.Purpose.ORDER, command.fingerprint())) {
            return Optional.of(new Placing.KeyReused<>());
        }
        if (used.attempt() != null) {
            // failed payment attempts are deleted after a while; then the request can no longer be recognized
            Optional<PaymentAttempt> attempt = new PaymentAttemptRows(unit).find(used.attempt());
            return Optional.of(attempt.isPresent() ? attempted(unit, attempt.get(), false) : new Placing.KeyReused<>());
        }
        return Optional.of(new Placing.Placed<>(order(unit, Objects.requireNonNull(used.orderNumber()))));
    }

    private Order order(UnitOfWork unit, String number) {
        return new OrderRows(unit.entities())
                .find(new OrderRef(session.catalog(), number))
                .orElseThrow();
    }

    private Placing<R> attempted(UnitOfWork unit, PaymentAttempt now, boolean started) {
        OrderNumber number = now.orderOrNull();
        return number == null
                ? new Placing.Attempted<>(now, started)
                : new Placing.Placed<>(order(unit, number.value()));
    }

    private Placing<R> decided(UnitOfWork unit, CartRows rows, StoredCart cart) throws SQLException {
        Decision<R> decision = decide.apply(cart);
        repriced = decision instanceof Decision.Reprice<R>;
        if (decision instanceof Decision.Place<R> place) {
            return place(unit, rows, place, supersede(unit, rows, place));
        }
        if (decision instanceof Decision.Pay<R> pay) {
            return pay(unit, rows, pay);
        }
        if (decision instanceof Decision.Reprice<R> reprice) {
            return new Placing.Refused<>(
                    reprice.reason(), rows.write(reprice.lines(), reprice.coupon(), Sql.randomId()));
        }
        unit.setRollbackOnly();
        return new Placing.Refused<>(((Decision.Refuse<R>) decision).reason(), cart);
    }

    /** @param reserved the coupon of which the payment attempt that this order replaces had reserved a use, or null */
    private Placing<R> place(UnitOfWork unit, CartRows rows, Decision.Place<R> place, @Nullable CouponCode reserved)
            throws SQLException {
        StockRows.Taken taken = new StockRows(unit.sql(), command.catalog()).take(place.take(), place.oversell());
        if (!taken.shortages().isEmpty()) {
            unit.setRollbackOnly();
            return new Placing.OutOfStock<>(taken.shortages());
        }
        Optional<Placing<R>> usedUp = useCoupon(unit, place, reserved);
        if (usedUp.isPresent()) {
            return usedUp.get();
        }
        rows.close();
        Order order = new OrderWriter(unit, session)
                .write(rows.cartId(), place.details(), taken.quantities(), place.status(), command.terms());
        new IdempotencyKeyRows(unit.sql(), session)
                .rememberOrder(
                        command.key(), command.fingerprint(), order.number().value());
        return new Placing.Placed<>(order);
    }

    private Optional<Placing<R>> useCoupon(UnitOfWork unit, Decision.Place<R> place, @Nullable CouponCode reserved)
            throws SQLException {
        CouponCode code = place.details().couponOrNull();
        if (new CouponRows(unit.sql(), session.catalog()).exchange(reserved, code, place.mostUses())) {
            return Optional.empty();
        }
        unit.setRollbackOnly();
        return Optional.of(new Placing.CouponUsedUp<>(Objects.requireNonNull(code)));
    }

    private @Nullable CouponCode supersede(UnitOfWork unit, CartRows rows, Decision.Place<R> place)
            throws SQLException {
        PaymentAttemptRows attempts = new PaymentAttemptRows(unit);
        Optional<PaymentAttemptRow> open = attempts.open(session, rows.cartId());
        return open.isPresent() ? attempts.supersede(open.get(), place.take().keySet()) : null;
    }

    /** Starts a payment attempt, or continues an open one for the same order. */
    private Placing<R> pay(UnitOfWork unit, CartRows rows, Decision.Pay<R> pay) throws SQLException {
        PaymentAttemptRows attempts = new PaymentAttemptRows(unit);
        Optional<PaymentAttemptRow> open = attempts.open(session, rows.cartId());
        boolean same = open.isPresent() && attempts.isFor(open.get(), command.fingerprint(), rows.version(), pay);
        String id = same ? open.get().id() : Sql.randomId();
        if (!same) {
            CouponCode reserved = supersede(unit, rows, pay.placing());
            PaymentAttemptRow attempt = new PaymentAttemptRow(
                    id, session, command.fingerprint(), pay.placing().details());
            attempt.setCart(rows.cartId(), rows.version());
            List<Shortage> shortages = attempts.begin(attempt, pay);
            if (!shortages.isEmpty()) {
                unit.setRollbackOnly();
                return new Placing.OutOfStock<>(shortages);
            }
            Optional<Placing<R>> usedUp = useCoupon(unit, pay.placing(), reserved);
            if (usedUp.isPresent()) {
                return usedUp.get();
            }
            attempt.reserveCoupon(pay.placing().mostUses());
        }
        new IdempotencyKeyRows(unit.sql(), session).rememberAttempt(command.key(), command.fingerprint(), id);
        return attempted(unit, attempts.find(id).orElseThrow(), !same);
    }
}
