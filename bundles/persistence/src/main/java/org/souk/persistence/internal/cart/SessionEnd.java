package org.souk.persistence.internal.cart;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.souk.persistence.internal.sql.Sql;

/** How a session ends whose cart went into another, in a transaction that has locked both. */
public final class SessionEnd {
    private static final String OF_SESSION = " WHERE catalog = ? AND session_key = ?";

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
     * Ends it. Its keys are the other's too from now on: what was sent with the old cookie may come again with the new one. So is what is
     * just being paid: the order will be of the cart that its lines went into.
     */
    public void into(SessionRef session, SessionRef heir) throws SQLException {
        payment(session, heir);
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
        for (String delete : ROWS) {
            sql.update(delete, session.catalog(), session.session());
        }
    }

    private void payment(SessionRef session, SessionRef heir) throws SQLException {
        Optional<String> cart = sql.first(
                "SELECT c.cart_id FROM carts c" + OF_SESSION + " AND c.is_open = 1 AND NOT EXISTS"
                        + " (SELECT 1 FROM payment_attempts p WHERE p.catalog = c.catalog AND p.active_cart = c.cart_id)",
                row -> row.getString(1),
                heir.catalog(),
                heir.session());
        if (cart.isPresent()) {
            sql.update(
                    "UPDATE payment_attempts SET session_key = ?, cart_id = ?, active_cart = ?" + OF_SESSION
                            + " AND state = 'OPEN'",
                    heir.session(),
                    cart.get(),
                    cart.get(),
                    session.catalog(),
                    session.session());
        }
    }
}
