package org.souk.persistence.internal.cart;

import java.sql.SQLException;
import java.time.Duration;
import org.souk.persistence.internal.sql.SessionRef;
import org.souk.persistence.internal.sql.Sql;

/**
 * Locks and creates the rows of sessions. A transaction on a cart locks the session first, so that changes of one cart run one after
 * another.
 */
public final class SessionRows {
    private final Sql sql;

    public SessionRows(Sql sql) {
        this.sql = sql;
    }

    /**
     * Locks a session until the transaction ends, by an update that changes nothing: Derby releases a row that was only selected for update.
     *
     * @return whether the session exists and has not expired
     */
    public boolean lock(SessionRef ref) throws SQLException {
        return sql.update(
                        "UPDATE sessions SET created_at = created_at"
                                + " WHERE catalog = ? AND session_key = ? AND expires_at > souk_millis()",
                        ref.catalog(),
                        ref.session())
                > 0;
    }

    public void insert(SessionRef ref, Duration lifetime) throws SQLException {
        sql.update(
                "INSERT INTO sessions (catalog, session_key, created_at, expires_at)"
                        + " VALUES (?, ?, souk_millis(), souk_millis() + ?)",
                ref.catalog(),
                ref.session(),
                lifetime.toMillis());
    }

    /** Locks a session in the same way and renews its lifetime. */
    boolean lock(SessionRef ref, Duration lifetime) throws SQLException {
        return sql.update(
                        "UPDATE sessions SET expires_at = souk_millis() + ?"
                                + " WHERE catalog = ? AND session_key = ? AND expires_at > souk_millis()",
                        lifetime.toMillis(),
                        ref.catalog(),
                        ref.session())
                > 0;
    }
}
