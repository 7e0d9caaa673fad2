package org.souk.persistence.internal.cart;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.order.IdempotencyKey;
import org.souk.persistence.internal.sql.Fit;
import org.souk.persistence.internal.sql.Sql;

/** The idempotency keys of a session. They share one scope, whatever they were used for. */
public final class KeyRows {
    /** What a key was used for. */
    public enum Purpose {
        /** A change of the cart. */
        CART,
        /** An order. */
        ORDER
    }

    /** A key that came before; the order's number is null if it was used for a cart. */
    public record Used(
            String purpose, String fingerprint, @Nullable String orderNumber) {
        /** Whether it is the same request that comes again. */
        public boolean by(Purpose other, String otherFingerprint) {
            return purpose.equals(other.name()) && fingerprint.equals(otherFingerprint);
        }
    }

    private final Sql sql;
    private final SessionRef session;

    /** Of that session. */
    public KeyRows(Sql sql, SessionRef session) {
        this.sql = sql;
        this.session = session;
    }

    /** What it was used for. */
    public Optional<Used> find(IdempotencyKey key) throws SQLException {
        return sql.first(
                "SELECT purpose, fingerprint, order_number FROM idempotency_keys"
                        + " WHERE catalog = ? AND session_key = ? AND request_key = ?",
                row -> new Used(row.getString(1), row.getString(2), row.getString(3)),
                session.catalog(),
                session.session(),
                key.value());
    }

    /** Remembers it. */
    public void add(IdempotencyKey key, Purpose purpose, String fingerprint, @Nullable String orderNumber)
            throws SQLException {
        sql.update(
                "INSERT INTO idempotency_keys"
                        + " (catalog, session_key, request_key, purpose, fingerprint, order_number, used_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, souk_millis())",
                session.catalog(),
                session.session(),
                key.value(),
                purpose.name(),
                Fit.exactly("fingerprint", fingerprint, 64),
                orderNumber);
    }
}
