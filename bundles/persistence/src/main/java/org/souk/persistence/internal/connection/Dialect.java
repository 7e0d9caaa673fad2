package org.souk.persistence.internal.connection;

import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.PooledConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.persistence.internal.migration.MigrationLock;

/** The supported databases. Their drivers are looked up by name for each connection, because the bundle of a driver may start later. */
enum Dialect {
    /** Derby over the network. */
    DERBY("derby", "derby(shutdownOnClose=false)", MigrationLock.DERBY, "") {
        @Override
        Connection connect(DatabaseUrl url, String user, String password, boolean socketTimeout) throws SQLException {
            DatabaseUrl.DerbyParts parts = url.derby();
            Object source = make("org.apache.derby.jdbc.BasicClientConnectionPoolDataSource40");
            set(source, "setServerName", String.class, parts.host());
            set(source, "setPortNumber", int.class, parts.port());
            set(source, "setDatabaseName", String.class, parts.database());
            if (!parts.attributes().isEmpty()) {
                set(source, "setConnectionAttributes", String.class, parts.attributes());
            }
            // without a cache of statements, each prepare needs a separate round trip
            set(source, "setMaxStatements", int.class, STATEMENTS);
            ConnectionPoolDataSource derby = (ConnectionPoolDataSource) source;
            // the only timeout that Derby's client obeys
            derby.setLoginTimeout(LOGIN_SECONDS);
            PooledConnection physical = derby.getPooledConnection(user, password);
            physical.addConnectionEventListener(new CloseWithParent(physical));
            return physical.getConnection();
        }
    },
    POSTGRES(
            "postgres",
            "postgres",
            MigrationLock.POSTGRES,
            "SET lock_timeout = 2500; SET statement_timeout = 5000; SET idle_in_transaction_session_timeout = 4000;"
                    // since PostgreSQL 14; without it, sessions whose client vanished add up until the server refuses
                    // new ones
                    + " SELECT set_config(name, '60000', false) FROM pg_settings WHERE name = 'idle_session_timeout'") {
        @Override
        Connection connect(DatabaseUrl url, String user, String password, boolean socketTimeout) throws SQLException {
            Properties properties = new Properties();
            properties.setProperty("user", user);
            if (!password.isEmpty()) {
                properties.setProperty("password", password);
            }
            properties.setProperty("loginTimeout", Integer.toString(LOGIN_SECONDS));
            properties.setProperty("connectTimeout", Integer.toString(LOGIN_SECONDS));
            properties.setProperty("tcpKeepAlive", "true");
            if (socketTimeout) {
                properties.setProperty("socketTimeout", Integer.toString(SILENCE_SECONDS));
            }
            properties.setProperty("ApplicationName", "souk");
            Connection connection = ((Driver) make("org.postgresql.Driver")).connect(url.value(), properties);
            if (connection == null) {
                throw new SQLException("the PostgreSQL driver does not accept " + url.shown());
            }
            return connection;
        }
    };

    private static final int LOGIN_SECONDS = 1;

    /** Number of prepared statements cached per connection, more than the code has. */
    private static final int STATEMENTS = 200;

    /** Read timeout; longer than PostgreSQL's statement_timeout. */
    private static final int SILENCE_SECONDS = 20;

    private final String folder;
    private final String dictionary;
    private final MigrationLock lock;
    private final String sessionSettings;

    Dialect(String folder, String dictionary, MigrationLock lock, String sessionSettings) {
        this.folder = folder;
        this.dictionary = dictionary;
        this.lock = lock;
        this.sessionSettings = sessionSettings;
    }

    /** Logs in, within about a second. */
    abstract Connection connect(DatabaseUrl url, String user, String password, boolean socketTimeout)
            throws SQLException;

    /** The folder of the preludes, the parts of migrations for this database alone. */
    String folder() {
        return folder;
    }

    /** OpenJPA's name of the database. */
    String dictionary() {
        return dictionary;
    }

    MigrationLock lock() {
        return lock;
    }

    /** SQL that each connection of the pool runs first; may be empty. */
    String sessionSettings() {
        return sessionSettings;
    }

    /** Closes the physical connection when its logical one is closed, since it belongs to no pool of the driver. */
    private static final class CloseWithParent implements ConnectionEventListener {
        private static final Logger LOG = LoggerFactory.getLogger(CloseWithParent.class);

        private final PooledConnection physical;
        private final AtomicBoolean ended = new AtomicBoolean();

        CloseWithParent(PooledConnection physical) {
            this.physical = physical;
        }

        @Override
        public void connectionClosed(ConnectionEvent event) {
            if (ended.compareAndSet(false, true)) {
                try {
                    physical.close();
                } catch (SQLException e) {
                    LOG.debug("Could not close a connection cleanly", e);
                }
            }
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            // the user of the connection gets an exception
        }
    }

    private static Object make(String type) throws SQLException {
        try {
            return Class.forName(type, true, Dialect.class.getClassLoader())
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new SQLException("the database's driver is not installed: " + type, e);
        }
    }

    private static void set(Object bean, String setter, Class<?> type, Object value) throws SQLException {
        try {
            bean.getClass().getMethod(setter, type).invoke(bean, value);
        } catch (InvocationTargetException e) {
            throw new SQLException("the database's driver does not take " + setter, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new SQLException("the database's driver has no " + setter, e);
        }
    }
}
