package org.souk.persistence.internal.cart;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.session.IdempotencyKey;
import org.souk.persistence.internal.sql.ColumnLimits;
import org.souk.persistence.internal.sql.SessionRef;
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

    /** A key that came before, with the number of its order, or the attempt to pay for it; both null if it was used for a cart. */
    public record Used(
            String purpose,
            String fingerprint,
            @Nullable String orderNumber,
            @Nullable String attempt) {
        /** Whether it is the same request that comes again. */
        public boolean by(Purpose other, String otherFingerprint) {
            return purpose.equals(other.name()) && fingerprint.equals(otherFingerprint);
        }
    }

    /** No request's, since theirs have no spaces: the mark of a session that another took the place of. */
    private static final String REPLACED = "another took its place";
    /** So long a request may have been under way that was sent before the answer with the other session was read. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(30);

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
                "SELECT purpose, fingerprint, order_number, attempt_id FROM idempotency_keys"
                        + " WHERE catalog = ? AND session_key = ? AND request_key = ?",
                row -> new Used(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                session.catalog(),
                session.session(),
                key.value());
    }

    /** Remembers of the session, which is over, that another took its place. */
    public void replaced() throws SQLException {
        add(REPLACED, Purpose.CART, "", null, null);
    }

    /** Whether that was a moment ago. */
    public boolean isReplaced() throws SQLException {
        return sql.first(
                        "SELECT 1 FROM idempotency_keys WHERE catalog = ? AND session_key = ? AND request_key = ?"
                                + " AND used_at > souk_millis() - ?",
                        row -> true,
                        session.catalog(),
                        session.session(),
                        REPLACED,
                        UNDER_WAY.toMillis())
                .isPresent();
    }

    /** Remembers that it changed the cart. */
    public void change(IdempotencyKey key, String fingerprint) throws SQLException {
        add(key.value(), Purpose.CART, fingerprint, null, null);
    }

    /** Remembers its order. */
    public void order(IdempotencyKey key, String fingerprint, String number) throws SQLException {
        add(key.value(), Purpose.ORDER, fingerprint, number, null);
    }

    /** Remembers the attempt to pay for its order. */
    public void attempt(IdempotencyKey key, String fingerprint, String attempt) throws SQLException {
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
