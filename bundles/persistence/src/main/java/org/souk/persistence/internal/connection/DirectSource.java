package org.souk.persistence.internal.connection;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections without a pool, by the password that is right at that moment.
 *
 * @param impatient whether they give up on a silent server, where the driver can; those that wait for a lock for long do not
 */
record DirectSource(DatabaseUrl url, String user, Password password, boolean impatient) implements DataSource {
    /** A pool that is closed waits so long for a login that is under way. */
    private static final int LOGIN_SECONDS = 2;

    /** Patient ones. */
    DirectSource(DatabaseUrl url, String user, Password password) {
        this(url, user, password, false);
    }

    /** The same, for statements that each take seconds at the most. */
    DirectSource impatiently() {
        return new DirectSource(url, user, password, true);
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            return url.dialect().connect(url, user, password.value(), impatient);
        } catch (IOException e) {
            throw new SQLException("cannot read " + password.file(), e);
        }
    }

    @Override
    public Connection getConnection(String otherUser, String otherPassword) throws SQLException {
        throw new SQLFeatureNotSupportedException("only " + user + " connects");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        // nothing is written there
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // the dialect has its own
    }

    @Override
    public int getLoginTimeout() {
        return LOGIN_SECONDS;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("no parent logger");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
