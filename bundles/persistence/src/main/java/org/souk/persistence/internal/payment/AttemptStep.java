package org.souk.persistence.internal.payment;

import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.souk.api.catalog.Sku;
import org.souk.api.order.Order;
import org.souk.api.order.OrderStatus;
import org.souk.api.payment.PaymentAttempt;
import org.souk.api.payment.PaymentAttempt.State;
import org.souk.api.store.PaymentStore.Step;
import org.souk.persistence.internal.cart.CartRows;
import org.souk.persistence.internal.cart.SessionRows;
import org.souk.persistence.internal.entity.AttemptLineRow;
import org.souk.persistence.internal.entity.AttemptRow;
import org.souk.persistence.internal.entity.OrderRef;
import org.souk.persistence.internal.order.rows.OrderRows;
import org.souk.persistence.internal.order.rows.OrderWriting;
import org.souk.persistence.internal.sql.SessionRef;
import org.souk.persistence.internal.transaction.TransactionWork;
import org.souk.persistence.internal.transaction.UnitOfWork;

/** Moves one attempt on. Locks in this order: session if it lives, attempt, its order, stock by SKU, coupon, counter. */
final class AttemptStep implements TransactionWork<Optional<PaymentAttempt>> {
    private final SessionRef session;
    private final String id;
    private final Function<PaymentAttempt, Step> decide;

    /** @param session the attempt's */
    AttemptStep(SessionRef session, String id, Function<PaymentAttempt, Step> decide) {
        this.session = session;
        this.id = id;
        this.decide = decide;
    }

    @Override
    public Optional<PaymentAttempt> in(UnitOfWork unit) throws SQLException {
        boolean lives = new SessionRows(unit.sql()).lock(session);
        AttemptRows attempts = new AttemptRows(unit);
        Optional<AttemptRow> locked = attempts.lock(id);
        if (locked.isEmpty()) {
            unit.undo();
            return Optional.empty();
        }
        AttemptRow attempt = locked.get();
        if (!attempt.session().equals(session)) {
            // somebody signed in meanwhile, and took it along: from the start, with the right lock
            throw new SQLTransactionRollbackException("the payment is another session's now", "40001");
        }
        long now = unit.sql().millis();
        Step step = decide.apply(attempt.toAttempt(attempts.lines(id), now));
        if (step instanceof Step.Place place) {
            place(unit, attempt, place, lives, now);
        } else if (step instanceof Step.End end) {
            attempts.giveBack(attempt);
            attempt.end(
                    end.state(),
                    end.reason(),
                    end.again() == null ? null : now + end.again().toMillis());
            String order = attempt.orderNumber();
            if (end.state() == State.REFUNDED && order != null) {
                new OrderRows(unit.entities()).refunded(unit.sql(), new OrderRef(session.catalog(), order));
            }
        } else if (step instanceof Step.Wait wait) {
            attempt.wait(wait.next(), now, wait.again());
        } else {
            unit.undo();
        }
        return Optional.of(attempt.toAttempt(attempts.lines(id), now));
    }

    private void place(UnitOfWork unit, AttemptRow attempt, Step.Place place, boolean lives, long now)
            throws SQLException {
        AttemptRows attempts = new AttemptRows(unit);
        List<AttemptLineRow> lines = attempts.lines(id);
        boolean free = attempt.isActive() || !taken(unit, attempt.cartId());
        if (free && attempt.state() != State.OPEN) {
            free = attempts.hold(attempt, lines).isEmpty() && attempts.holdCoupon(attempt);
        }
        if (!free || ordered(unit, attempt.cartId())) {
            attempts.giveBack(attempt);
            attempt.refundDue(place.reference(), now);
            return;
        }
        Map<Sku, Integer> sold = attempts.sell(attempt, lines);
        if (lives) {
            closeCart(unit, attempt, lines);
        }
        unit.entities().flush();
        Order.Details details = attempt.details(lines);
        Order order =
                new OrderWriting(unit, session).write(attempt.cartId(), details, sold, OrderStatus.PAID, place.terms());
        attempt.placed(place.reference(), order.number());
    }

    /** What was put in since the attempt began stays, and what is of the customer whose cart it came into. */
    private void closeCart(UnitOfWork unit, AttemptRow attempt, List<AttemptLineRow> lines) throws SQLException {
        CartRows cart = CartRows.load(unit.sql(), session);
        if (cart.cartId().equals(attempt.cartId()) && cart.isOpen()) {
            Map<Sku, Integer> ordered =
                    lines.stream().collect(Collectors.toMap(AttemptLineRow::sku, AttemptLineRow::carted, Integer::sum));
            cart.close(ordered, attempt.coupon());
        }
    }

    /** Whether another attempt of the cart is open or has become its order. */
    private boolean taken(UnitOfWork unit, String cartId) throws SQLException {
        return unit.sql()
                .first(
                        "SELECT 1 FROM payment_attempts WHERE catalog = ? AND active_cart = ?",
                        row -> true,
                        session.catalog(),
                        cartId)
                .isPresent();
    }

    /** Whether the cart has become an order without one. */
    private boolean ordered(UnitOfWork unit, String cartId) throws SQLException {
        return unit.sql()
                .first("SELECT 1 FROM orders WHERE catalog = ? AND cart_id = ?", row -> true, session.catalog(), cartId)
                .isPresent();
    }
}
