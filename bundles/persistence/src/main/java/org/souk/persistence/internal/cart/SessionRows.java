package org.souk.persistence.internal.cart;

import java.sql.SQLException;
import java.time.Duration;
import org.souk.persistence.internal.sql.SessionRef;
import org.souk.persistence.internal.sql.Sql;

/** The rows of sessions: the first that a transaction locks, so that commands on one cart come one after another. */
public final class SessionRows {
    private final Sql sql;

    /** In that transaction. */
    public SessionRows(Sql sql) {
        this.sql = sql;
    }

    /**
     * Locks it until the transaction ends. By a write of nothing new: Derby lets go of a row that was only selected for update.
     *
     * @return whether there is one that has not expired
     */
    public boolean lock(SessionRef ref) throws SQLException {
        return sql.update(
                        "UPDATE sessions SET created_at = created_at"
                                + " WHERE catalog = ? AND session_key = ? AND expires_at > souk_millis()",
                        ref.catalog(),
                        ref.session())
                > 0;
    }

    /** Makes one that lives so long from now on. */
    public void insert(SessionRef ref, Duration lifetime) throws SQLException {
        sql.update(
                "INSERT INTO sessions (catalog, session_key, created_at, expires_at)"
                        + " VALUES (?, ?, souk_millis(), souk_millis() + ?)",
                ref.catalog(),
                ref.session(),
                lifetime.toMillis());
    }

    /** The same, and lets it live so long from now on if the transaction is committed. */
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
