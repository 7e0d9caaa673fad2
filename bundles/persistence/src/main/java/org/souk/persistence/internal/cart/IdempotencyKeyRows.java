package org.souk.persistence.internal.cart;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.session.IdempotencyKey;
import org.souk.persistence.internal.sql.ColumnLimits;
import org.souk.persistence.internal.sql.SessionRef;
import org.souk.persistence.internal.sql.Sql;

/** The idempotency keys that requests of a session have used. A key may be used for one purpose only. */
public final class IdempotencyKeyRows {
    public enum Purpose {
        CART,
        ORDER
    }

    /** The use of a key, with the number of its order or its payment attempt; both are null for a change of a cart. */
    public record Used(
            String purpose,
            String fingerprint,
            @Nullable String orderNumber,
            @Nullable String attempt) {
        /** Whether a request for that purpose and with that fingerprint repeats the one that used the key. */
        public boolean matches(Purpose other, String otherFingerprint) {
            return purpose.equals(other.name()) && fingerprint.equals(otherFingerprint);
        }
    }

    /** A key that marks a session that another one replaced. No request can send it, because keys of requests contain no spaces. */
    private static final String REPLACED = "another took its place";
    /** How long a request may be in flight that the browser sent before it received the cookie of the new session. */
    private static final Duration REPLACED_FOR = Duration.ofSeconds(30);

    private final Sql sql;
    private final SessionRef session;

    public IdempotencyKeyRows(Sql sql, SessionRef session) {
        this.sql = sql;
        this.session = session;
    }

    public Optional<Used> find(IdempotencyKey key) throws SQLException {
        return sql.first(
                "SELECT purpose, fingerprint, order_number, attempt_id FROM idempotency_keys"
                        + " WHERE catalog = ? AND session_key = ? AND request_key = ?",
                row -> new Used(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                session.catalog(),
                session.session(),
                key.value());
    }

    public void rememberReplaced() throws SQLException {
        add(REPLACED, Purpose.CART, "", null, null);
    }

    /** Whether another session replaced this one within the last 30 seconds. */
    public boolean isReplaced() throws SQLException {
        return sql.exists(
                "SELECT 1 FROM idempotency_keys WHERE catalog = ? AND session_key = ? AND request_key = ?"
                        + " AND used_at > souk_millis() - ?",
                session.catalog(),
                session.session(),
                REPLACED,
                REPLACED_FOR.toMillis());
    }

    public void rememberChange(IdempotencyKey key, String fingerprint) throws SQLException {
        add(key.value(), Purpose.CART, fingerprint, null, null);
    }

    public void rememberOrder(IdempotencyKey key, String fingerprint, String number) throws SQLException {
        add(key.value(), Purpose.ORDER, fingerprint, number, null);
    }

    public void rememberAttempt(IdempotencyKey key, String fingerprint, String attempt) throws SQLException {
        add(key.value(), Purpose.ORDER, fingerprint, null, attempt);
    }

    private void add(
            String key, Purpose purpose, String fingerprint, @Nullable String orderNumber, @Nullable String attempt)
            throws SQLException {
        sql.update(
                "INSERT INTO idempotency_keys"
                        + " (catalog, session_key, request_key, purpose, fingerprint, order_number, attempt_id, used_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, souk_millis())",
                session.catalog(),
                session.session(),
                key,
                purpose.name(),
                ColumnLimits.exactly("fingerprint", fingerprint, 64),
                orderNumber,
                attempt);
    }
}
