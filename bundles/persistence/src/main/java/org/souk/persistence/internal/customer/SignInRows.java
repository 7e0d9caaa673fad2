package org.souk.persistence.internal.customer;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.souk.persistence.internal.sql.SessionRef;
import org.souk.persistence.internal.sql.Sql;

/** Records which sessions belong to which customer. A transaction locks these rows last. */
final class SignInRows {
    /** Largest number of renewals during one lifetime of a session. */
    private static final int RENEWALS_PER_LIFETIME = 100;

    /** Largest number of sessions per customer; a further sign-in ends the oldest. Otherwise one customer could fill the table. */
    private static final int MAX_PER_CUSTOMER = 100;

    private static final String OF_SESSION = " WHERE catalog = ? AND session_key = ?";

    private final Sql sql;

    SignInRows(Sql sql) {
        this.sql = sql;
    }

    record Row(String customer, String cart, long expiresAt) {}

    Optional<Row> find(SessionRef session) throws SQLException {
        return sql.first(
                "SELECT customer_id, cart_key, expires_at FROM sign_ins" + OF_SESSION
                        + " AND expires_at > souk_millis()",
                row -> new Row(row.getString(1), row.getString(2), row.getLong(3)),
                session.catalog(),
                session.session());
    }

    void insert(SessionRef session, String customer, String cart, Duration lifetime) throws SQLException {
        sql.update(
                "INSERT INTO sign_ins (catalog, session_key, customer_id, cart_key, created_at, used_at, expires_at)"
                        + " VALUES (?, ?, ?, ?, souk_millis(), souk_millis(), souk_millis() + ?)",
                session.catalog(),
                session.session(),
                customer,
                cart,
                lifetime.toMillis());
    }

    /** Ends the oldest sessions of a customer so that one more is allowed. */
    void removeExcess(String customer) throws SQLException {
        List<SessionRef> old = sql.all(
                "SELECT catalog, session_key FROM sign_ins WHERE customer_id = ? ORDER BY created_at DESC OFFSET "
                        + (MAX_PER_CUSTOMER - 1) + " ROWS FETCH NEXT " + MAX_PER_CUSTOMER + " ROWS ONLY",
                row -> new SessionRef(row.getString(1), row.getString(2)),
                customer);
        for (SessionRef session : old) {
            remove(session);
        }
    }

    /** Renews the lifetime, but not at each write to the cart: those would wait for each other at this row. */
    void renew(SessionRef session, Duration lifetime) throws SQLException {
        sql.update(
                "UPDATE sign_ins SET used_at = souk_millis(), expires_at = souk_millis() + ?" + OF_SESSION
                        + " AND expires_at > souk_millis() AND used_at < souk_millis() - ?",
                lifetime.toMillis(),
                session.catalog(),
                session.session(),
                lifetime.toMillis() / RENEWALS_PER_LIFETIME);
    }

    boolean remove(SessionRef session) throws SQLException {
        return sql.update("DELETE FROM sign_ins" + OF_SESSION, session.catalog(), session.session()) > 0;
    }

    void removeAll(String customer) throws SQLException {
        sql.update("DELETE FROM sign_ins WHERE customer_id = ?", customer);
    }
}
