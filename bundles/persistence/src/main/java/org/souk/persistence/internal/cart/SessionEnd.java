package org.souk.persistence.internal.cart;

import java.sql.SQLException;
import java.util.List;
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

    /** Ends it. Its keys are the other's too from now on: what was sent with the old cookie may come again with the new one. */
    public void into(SessionRef session, SessionRef heir) throws SQLException {
        sql.update(
                "INSERT INTO idempotency_keys"
                        + " (catalog, session_key, request_key, purpose, fingerprint, order_number, used_at)"
                        + " SELECT k.catalog, CAST(? AS CHAR(64)), k.request_key, k.purpose, k.fingerprint, k.order_number, k.used_at"
                        + " FROM idempotency_keys k WHERE k.catalog = ? AND k.session_key = ?"
                        + " AND (k.purpose = 'CART' OR k.order_number IS NOT NULL) AND NOT EXISTS"
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
}
