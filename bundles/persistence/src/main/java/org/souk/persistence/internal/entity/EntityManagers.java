package org.souk.persistence.internal.entity;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.apache.openjpa.lib.jdbc.DelegatingConnection;
import org.apache.openjpa.lib.jdbc.DelegatingDataSource;
import org.apache.openjpa.persistence.InvalidStateException;
import org.apache.openjpa.persistence.PersistenceProviderImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates OpenJPA's entity managers on given connections, so that entities and SQL share one transaction. */
public final class EntityManagers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EntityManagers.class);

    private final LendingDataSource lending;
    private final EntityManagerFactory factory;

    /**
     * Starts OpenJPA, which takes a moment.
     *
     * @param own data source for connections that OpenJPA needs outside a transaction
     * @param dictionary OpenJPA's name of the database
     */
    public EntityManagers(DataSource own, String dictionary) {
        lending = new LendingDataSource(own);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(EntityLoader.INSTANCE);
        try {
            EntityUnit unit = new EntityUnit(lending, dictionary);
            factory = Objects.requireNonNull(
                    new PersistenceProviderImpl().createContainerEntityManagerFactory(unit, Map.of()),
                    "OpenJPA does not accept its settings");
            // the first entity manager triggers the slow part
            factory.createEntityManager().close();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * Creates an entity manager for the open transaction of a connection, and begins its own. Its commit and rollback are those of the
     * connection, which the caller closes.
     */
    public EntityManager on(Connection connection) {
        EntityManager entities = factory.createEntityManager();
        lending.connection.set(connection);
        try {
            // the entity manager takes the connection at once and keeps it
            entities.getTransaction().begin();
            return entities;
        } catch (RuntimeException e) {
            entities.close();
            throw e;
        } finally {
            lending.connection.remove();
        }
    }

    @Override
    public void close() {
        try {
            factory.close();
        } catch (PersistenceException | InvalidStateException e) {
            // after the loss of a connection, OpenJPA considers its transaction open for ever
            LOG.debug("OpenJPA did not close cleanly", e);
        }
    }

    /** Lends OpenJPA the connection of the transaction that the current thread begins. */
    private static final class LendingDataSource extends DelegatingDataSource {
        private final ThreadLocal<Connection> connection = new ThreadLocal<>();

        LendingDataSource(DataSource own) {
            super(own);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection open = connection.get();
            return open == null ? super.getConnection() : new LentConnection(open);
        }
    }

    private static final class LentConnection extends DelegatingConnection {
        LentConnection(Connection connection) {
            super(connection);
        }

        @Override
        public void setAutoCommit(boolean on) {
            // OpenJPA would set auto-commit before it begins, and so commit earlier statements
        }

        @Override
        public void close() {
            // the owner of the connection closes it
        }
    }
}
