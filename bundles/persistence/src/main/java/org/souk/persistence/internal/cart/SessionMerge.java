package org.souk.persistence.internal.cart;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.souk.api.catalog.Sku;
import org.souk.persistence.internal.sql.SessionRef;
import org.souk.persistence.internal.sql.Sql;

/**
 * Ends the session of a guest who signed in, and hands its idempotency keys and payment attempts to the customer's session. The transaction
 * has locked both.
 */
public final class SessionMerge {
    private static final String OF_SESSION = " WHERE catalog = ? AND session_key = ?";
    /**
     * For payments {@code p}: no order was made from their cart. The key of orders is compared, so that no order of another cart is read:
     * it may be locked.
     */
    private static final String NOT_ORDERED =
            " AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.catalog = p.catalog AND o.cart_id = p.cart_id)";

    /** Statements that delete a session by catalog and key, children first. Idempotency keys of orders are kept. */
    public static final List<String> DELETES = List.of(
            "DELETE FROM cart_lines" + OF_SESSION,
            "DELETE FROM carts" + OF_SESSION,
            "DELETE FROM idempotency_keys" + OF_SESSION + " AND purpose = 'CART'",
            "DELETE FROM sessions" + OF_SESSION);

    private final Sql sql;

    public SessionMerge(Sql sql) {
        this.sql = sql;
    }

    /**
     * Copies idempotency keys to the target, since a request sent with the old cookie may be repeated with the new one. Moves payment
     * attempts that may still become an order, so that they become orders of the target's cart. An attempt whose cart has already become an
     * order stays, and money paid with it is refunded.
     *
     * @param moved items that were merged into the target's cart
     */
    public void moveInto(SessionRef session, SessionRef target, Map<Sku, Integer> moved) throws SQLException {
        List<Object[]> missing = missing(session, moved);
        if (!missing.isEmpty() && movePayments(session, target)) {
            sql.updateAll("UPDATE payment_lines SET gone = ? WHERE attempt_id = ? AND pos = ?", missing);
        }
        sql.update(
                "INSERT INTO idempotency_keys"
                        + " (catalog, session_key, request_key, purpose, fingerprint, order_number, attempt_id, used_at)"
                        + " SELECT k.catalog, CAST(? AS CHAR(64)), k.request_key, k.purpose, k.fingerprint, k.order_number,"
                        + " k.attempt_id, k.used_at"
                        + " FROM idempotency_keys k WHERE k.catalog = ? AND k.session_key = ?"
                        + " AND NOT EXISTS"
                        + " (SELECT 1 FROM idempotency_keys h WHERE h.catalog = ? AND h.session_key = ?"
                        + " AND h.request_key = k.request_key)",
                target.session(),
                session.catalog(),
                session.session(),
                target.catalog(),
                target.session());
    }

    public void end(SessionRef session) throws SQLException {
        for (String delete : DELETES) {
            sql.update(delete, session.catalog(), session.session());
        }
        new IdempotencyKeyRows(sql, session).rememberReplaced();
    }

    /** For each line of the payment attempts to move, how many of its items were no longer in the cart. */
    private List<Object[]> missing(SessionRef session, Map<Sku, Integer> moved) throws SQLException {
        return sql.all(
                "SELECT l.attempt_id, l.pos, l.sku, l.quantity FROM payment_attempts p"
                        + " JOIN payment_lines l ON l.attempt_id = p.attempt_id"
                        + " WHERE p.catalog = ? AND p.session_key = ?"
                        + " AND p.state IN ('OPEN', 'CANCELLING', 'CANCELLED', 'DECLINED')" + NOT_ORDERED,
                row -> new Object[] {
                    Math.max(0, row.getInt(4) - moved.getOrDefault(new Sku(row.getString(3)), 0)),
                    row.getString(1),
                    row.getInt(2)
                },
                session.catalog(),
                session.session());
    }

    /**
     * Moves payment attempts to the open cart of the target. At most one attempt is active per cart.
     *
     * @return false if the target has no open cart
     */
    private boolean movePayments(SessionRef session, SessionRef target) throws SQLException {
        record Cart(String id, boolean hasActiveAttempt) {}
        Optional<Cart> found = sql.first(
                "SELECT c.cart_id, (SELECT COUNT(*) FROM payment_attempts p WHERE p.catalog = c.catalog"
                        + " AND p.active_cart = c.cart_id) FROM carts c WHERE c.catalog = ? AND c.session_key = ?"
                        + " AND c.is_open = 1",
                row -> new Cart(row.getString(1), row.getInt(2) > 0),
                target.catalog(),
                target.session());
        if (found.isEmpty()) {
            return false;
        }
        Cart cart = found.get();
        String move = "UPDATE payment_attempts p SET session_key = ?, cart_id = ?, active_cart = ?" + OF_SESSION
                + NOT_ORDERED;
        sql.update(
                move + " AND state = 'OPEN'",
                target.session(),
                cart.id(),
                cart.hasActiveAttempt() ? null : cart.id(),
                session.catalog(),
                session.session());
        sql.update(
                move + " AND state IN ('CANCELLING', 'CANCELLED', 'DECLINED')",
                target.session(),
                cart.id(),
                null,
                session.catalog(),
                session.session());
        return true;
    }
}
