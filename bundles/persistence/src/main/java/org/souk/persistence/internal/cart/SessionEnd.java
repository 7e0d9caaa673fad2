package org.souk.persistence.internal.cart;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.souk.api.catalog.Sku;
import org.souk.persistence.internal.sql.SessionRef;
import org.souk.persistence.internal.sql.Sql;

/** How a session ends whose cart went into another, in a transaction that has locked both. */
public final class SessionEnd {
    private static final String OF_SESSION = " WHERE catalog = ? AND session_key = ?";
    /** Of payments; by the key of orders, so that none of another cart is looked at: it may be locked. */
    private static final String NOT_ORDERED =
            " AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.catalog = p.catalog AND o.cart_id = p.cart_id)";

    /** What removes a session by catalog and key; children first. Keys of orders stay: they answer for good. */
    public static final List<String> ROWS = List.of(
            "DELETE FROM cart_lines" + OF_SESSION,
            "DELETE FROM carts" + OF_SESSION,
            "DELETE FROM idempotency_keys" + OF_SESSION + " AND purpose = 'CART'",
            "DELETE FROM sessions" + OF_SESSION);

    private final Sql sql;

    /** In that transaction. */
    public SessionEnd(Sql sql) {
        this.sql = sql;
    }

    /**
     * Before it ends, or goes on with what the other could not take: its keys are the other's too from now on, since what was sent with the
     * old cookie may come again with the new one. So are its payments that may still become an order: it will be of the cart that their
     * lines went into. One whose cart has become an order already can become none: it stays, and what is paid with it goes back.
     *
     * @param along pieces that went into the other's cart
     */
    public void into(SessionRef session, SessionRef heir, Map<Sku, Integer> along) throws SQLException {
        List<Object[]> gone = gone(session, along);
        if (!gone.isEmpty() && payments(session, heir)) {
            sql.updateAll("UPDATE payment_lines SET gone = ? WHERE attempt_id = ? AND pos = ?", gone);
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
                heir.session(),
                session.catalog(),
                session.session(),
                heir.catalog(),
                heir.session());
    }

    /** Ends it. */
    public void end(SessionRef session) throws SQLException {
        for (String delete : ROWS) {
            sql.update(delete, session.catalog(), session.session());
        }
        new KeyRows(sql, session).replaced();
    }

    /** Of each line of payments that go along: how many of its pieces the cart had no more. */
    private List<Object[]> gone(SessionRef session, Map<Sku, Integer> along) throws SQLException {
        return sql.all(
                "SELECT l.attempt_id, l.pos, l.sku, l.quantity FROM payment_attempts p"
                        + " JOIN payment_lines l ON l.attempt_id = p.attempt_id"
                        + " WHERE p.catalog = ? AND p.session_key = ?"
                        + " AND p.state IN ('OPEN', 'CANCELLING', 'CANCELLED', 'DECLINED')" + NOT_ORDERED,
                row -> new Object[] {
                    Math.max(0, row.getInt(4) - along.getOrDefault(new Sku(row.getString(3)), 0)),
                    row.getString(1),
                    row.getInt(2)
                },
                session.catalog(),
                session.session());
    }

    /**
     * One at the most stays the cart's own; of the others only one that comes first becomes its order.
     *
     * @return whether there is a cart for them
     */
    private boolean payments(SessionRef session, SessionRef heir) throws SQLException {
        record Cart(String id, boolean taken) {}
        Optional<Cart> found = sql.first(
                "SELECT c.cart_id, (SELECT COUNT(*) FROM payment_attempts p WHERE p.catalog = c.catalog"
                        + " AND p.active_cart = c.cart_id) FROM carts c WHERE c.catalog = ? AND c.session_key = ?"
                        + " AND c.is_open = 1",
                row -> new Cart(row.getString(1), row.getInt(2) > 0),
                heir.catalog(),
                heir.session());
        if (found.isEmpty()) {
            return false;
        }
        Cart cart = found.get();
        String moved = "UPDATE payment_attempts p SET session_key = ?, cart_id = ?, active_cart = ?" + OF_SESSION
                + NOT_ORDERED;
        sql.update(
                moved + " AND state = 'OPEN'",
                heir.session(),
                cart.id(),
                cart.taken() ? null : cart.id(),
                session.catalog(),
                session.session());
        sql.update(
                moved + " AND state IN ('CANCELLING', 'CANCELLED', 'DECLINED')",
                heir.session(),
                cart.id(),
                null,
                session.catalog(),
                session.session());
        return true;
    }
}
