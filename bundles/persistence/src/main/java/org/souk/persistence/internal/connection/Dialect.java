package org.souk.persistence.internal.connection;

import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.PooledConnection;
import org.souk.persistence.internal.migration.MigrationLock;

/** The two databases. Their drivers are found by name, each time: the bundle that brings one may come later than this one. */
enum Dialect {
    /** Derby over the network. */
    DERBY("derby", "derby(shutdownOnClose=false)", MigrationLock.DERBY, "") {
        @Override
        Connection connect(DatabaseUrl url, String user, String password, boolean impatient) throws SQLException {
            DatabaseUrl.DerbyParts parts = url.derby();
            Object source = make("org.apache.derby.jdbc.BasicClientConnectionPoolDataSource40");
            set(source, "setServerName", String.class, parts.host());
            set(source, "setPortNumber", int.class, parts.port());
            set(source, "setDatabaseName", String.class, parts.database());
            if (!parts.attributes().isEmpty()) {
                set(source, "setConnectionAttributes", String.class, parts.attributes());
            }
            // otherwise preparing a statement is a round trip of its own, each time
            set(source, "setMaxStatements", int.class, STATEMENTS);
            ConnectionPoolDataSource derby = (ConnectionPoolDataSource) source;
            // the only time-out that Derby's client keeps
            derby.setLoginTimeout(LOGIN_SECONDS);
            PooledConnection physical = derby.getPooledConnection(user, password);
            physical.addConnectionEventListener(new CloseWithParent(physical));
            return physical.getConnection();
        }
    },
    /** PostgreSQL. */
    POSTGRES(
            "postgres",
            "postgres",
            MigrationLock.POSTGRES,
            "SET lock_timeout = 2500; SET statement_timeout = 5000; SET idle_in_transaction_session_timeout = 4000;"
                    // from 14 on; without it, sessions whose other end vanished add up until there are too many
                    + " SELECT set_config(name, '60000', false) FROM pg_settings WHERE name = 'idle_session_timeout'") {
        @Override
        Connection connect(DatabaseUrl url, String user, String password, boolean impatient) throws SQLException {
            Properties properties = new Properties();
            properties.setProperty("user", user);
            if (!password.isEmpty()) {
                properties.setProperty("password", password);
            }
            properties.setProperty("loginTimeout", Integer.toString(LOGIN_SECONDS));
            properties.setProperty("connectTimeout", Integer.toString(LOGIN_SECONDS));
            properties.setProperty("tcpKeepAlive", "true");
            if (impatient) {
                properties.setProperty("socketTimeout", Integer.toString(SILENCE_SECONDS));
            }
            properties.setProperty("ApplicationName", "souk");
            Connection connection = ((Driver) make("org.postgresql.Driver")).connect(url.value(), properties);
            if (connection == null) {
                throw new SQLException("PostgreSQL's driver does not know " + url.shown());
            }
            return connection;
        }
    };

    private static final int LOGIN_SECONDS = 1;

    /** Kept by a connection; more than are in use, but for lists of any length. */
    private static final int STATEMENTS = 200;

    /** Longer than statement_timeout. */
    private static final int SILENCE_SECONDS = 20;

    private final String folder;
    private final String dictionary;
    private final MigrationLock lock;
    private final String greeting;

    Dialect(String folder, String dictionary, MigrationLock lock, String greeting) {
        this.folder = folder;
        this.dictionary = dictionary;
        this.lock = lock;
        this.greeting = greeting;
    }

    /** Logs in, within about a second. */
    abstract Connection connect(DatabaseUrl url, String user, String password, boolean impatient) throws SQLException;

    /** Where its migrations are. */
    String folder() {
        return folder;
    }

    /** What OpenJPA calls it. */
    String dictionary() {
        return dictionary;
    }

    /** How two containers keep out of each other's way. */
    MigrationLock lock() {
        return lock;
    }

    /** What every connection of the pool is told first, may be empty. */
    String greeting() {
        return greeting;
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
