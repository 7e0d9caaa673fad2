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
import org.souk.persistence.internal.entity.OrderRef;
import org.souk.persistence.internal.entity.PaymentAttemptRow;
import org.souk.persistence.internal.entity.PaymentLineRow;
import org.souk.persistence.internal.order.rows.OrderRows;
import org.souk.persistence.internal.order.rows.OrderWriter;
import org.souk.persistence.internal.sql.SessionRef;
import org.souk.persistence.internal.transaction.TransactionWork;
import org.souk.persistence.internal.transaction.UnitOfWork;

/**
 * Runs one step of a payment attempt in a transaction, for example when it becomes an order. Locks in this order: session if it exists,
 * attempt, its order, stock by SKU, coupon, order counter.
 */
final class PaymentAttemptStep implements TransactionWork<Optional<PaymentAttempt>> {
    private final SessionRef session;
    private final String id;
    private final Function<PaymentAttempt, Step> decide;

    /** @param session the session that the attempt had when it was read without a lock */
    PaymentAttemptStep(SessionRef session, String id, Function<PaymentAttempt, Step> decide) {
        this.session = session;
        this.id = id;
        this.decide = decide;
    }

    @Override
    public Optional<PaymentAttempt> execute(UnitOfWork unit) throws SQLException {
        boolean sessionExists = new SessionRows(unit.sql()).lock(session);
        PaymentAttemptRows attempts = new PaymentAttemptRows(unit);
        Optional<PaymentAttemptRow> locked = attempts.lock(id);
        if (locked.isEmpty()) {
            unit.setRollbackOnly();
            return Optional.empty();
        }
        PaymentAttemptRow attempt = locked.get();
        if (!attempt.session().equals(session)) {
            // a sign-in has moved the attempt to another session: start again with the lock of that session
            throw new SQLTransactionRollbackException("the payment was moved to another session", "40001");
        }
        long now = unit.sql().millis();
        Step step = decide.apply(attempt.toAttempt(attempts.lines(id), now));
        if (step instanceof Step.Place place) {
            place(unit, attempt, place, sessionExists, now);
        } else if (step instanceof Step.End end) {
            attempts.release(attempt);
            attempt.end(
                    end.state(),
                    end.reason(),
                    end.again() == null ? null : now + end.again().toMillis());
            String order = attempt.orderNumber();
            if (end.state() == State.REFUNDED && order != null) {
                new OrderRows(unit.entities()).refunded(unit.sql(), new OrderRef(session.catalog(), order));
            }
        } else if (step instanceof Step.Wait wait) {
            attempt.retryLater(wait.next(), now, wait.again());
        } else {
            unit.setRollbackOnly();
        }
        return Optional.of(attempt.toAttempt(attempts.lines(id), now));
    }

    private void place(UnitOfWork unit, PaymentAttemptRow attempt, Step.Place place, boolean sessionExists, long now)
            throws SQLException {
        PaymentAttemptRows attempts = new PaymentAttemptRows(unit);
        List<PaymentLineRow> lines = attempts.lines(id);
        boolean free = attempt.isActive() || !hasOtherAttempt(unit, attempt.cartId());
        if (free && attempt.state() != State.OPEN) {
            free = attempts.reserve(attempt, lines).isEmpty() && attempts.reserveCoupon(attempt);
        }
        if (!free || isOrdered(unit, attempt.cartId())) {
            attempts.release(attempt);
            attempt.refundDue(place.reference(), now);
            return;
        }
        Map<Sku, Integer> sold = attempts.sell(attempt, lines);
        if (sessionExists) {
            closeCart(unit, attempt, lines);
        }
        unit.entities().flush();
        Order.Details details = attempt.details(lines);
        Order order =
                new OrderWriter(unit, session).write(attempt.cartId(), details, sold, OrderStatus.PAID, place.terms());
        attempt.placed(place.reference(), order.number());
    }

    /** Removes the ordered items from the cart, but not those that were added, or merged in at sign-in, since the attempt began. */
    private void closeCart(UnitOfWork unit, PaymentAttemptRow attempt, List<PaymentLineRow> lines) throws SQLException {
        CartRows cart = CartRows.load(unit.sql(), session);
        if (cart.cartId().equals(attempt.cartId()) && cart.isOpen()) {
            Map<Sku, Integer> ordered =
                    lines.stream().collect(Collectors.toMap(PaymentLineRow::sku, PaymentLineRow::carted, Integer::sum));
            cart.close(ordered, attempt.coupon());
        }
    }

    /** Whether another attempt of the cart is open or has become its order. */
    private boolean hasOtherAttempt(UnitOfWork unit, String cartId) throws SQLException {
        return unit.sql()
                .exists(
                        "SELECT 1 FROM payment_attempts WHERE catalog = ? AND active_cart = ?",
                        session.catalog(),
                        cartId);
    }

    /** Whether the cart has already become an order, for example one without a payment attempt. */
    private boolean isOrdered(UnitOfWork unit, String cartId) throws SQLException {
        return unit.sql().exists("SELECT 1 FROM orders WHERE catalog = ? AND cart_id = ?", session.catalog(), cartId);
    }
}
