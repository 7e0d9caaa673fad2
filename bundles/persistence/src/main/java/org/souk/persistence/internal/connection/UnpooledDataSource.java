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
 * Opens connections without a pool, each with the current password: for the pool itself, the monitor and migrations.
 *
 * @param socketTimeout whether reads from a silent server time out, where the driver supports it; false for connections that wait long for
 *     a lock
 */
record UnpooledDataSource(DatabaseUrl url, String user, Password password, boolean socketTimeout)
        implements DataSource {
    /** How long a pool that is being closed waits for a login in progress. */
    private static final int LOGIN_SECONDS = 2;

    UnpooledDataSource(DatabaseUrl url, String user, Password password) {
        this(url, user, password, false);
    }

    /** The same source with a socket timeout, for statements that take seconds at most. */
    UnpooledDataSource withSocketTimeout() {
        return new UnpooledDataSource(url, user, password, true);
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            return url.dialect().connect(url, user, password.value(), socketTimeout);
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
        // nothing logs through this data source
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // the dialect sets its own login timeout
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
