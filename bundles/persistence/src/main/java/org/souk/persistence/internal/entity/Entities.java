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

/** OpenJPA, on connections that somebody else has taken, so that entities and plain statements are one transaction. */
public final class Entities implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Entities.class);

    private final Lent lent;
    private final EntityManagerFactory factory;

    /**
     * Takes a moment.
     *
     * @param own where OpenJPA looks at the database itself
     * @param dictionary OpenJPA's name of the database's dialect
     */
    public Entities(DataSource own, String dictionary) {
        lent = new Lent(own);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(EntityLoader.INSTANCE);
        try {
            EntityUnit unit = new EntityUnit(lent, dictionary);
            factory = Objects.requireNonNull(
                    new PersistenceProviderImpl().createContainerEntityManagerFactory(unit, Map.of()),
                    "OpenJPA does not take its own settings");
            // OpenJPA does the slow part when it is asked for the first time
            factory.createEntityManager().close();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * The entities of the transaction that is open there. Their own transaction is begun; its commit and its rollback are those of the
     * connection, which stays the caller's to close.
     */
    public EntityManager on(Connection connection) {
        EntityManager entities = factory.createEntityManager();
        lent.connection.set(connection);
        try {
            // takes the connection at once, and keeps it
            entities.getTransaction().begin();
            return entities;
        } catch (RuntimeException e) {
            entities.close();
            throw e;
        } finally {
            lent.connection.remove();
        }
    }

    @Override
    public void close() {
        try {
            factory.close();
        } catch (PersistenceException | InvalidStateException e) {
            // a transaction whose connection was lost counts as open for ever; nothing hangs on it
            LOG.debug("OpenJPA did not close cleanly", e);
        }
    }

    /** OpenJPA asks its one data source, on the thread that begins. */
    private static final class Lent extends DelegatingDataSource {
        private final ThreadLocal<Connection> connection = new ThreadLocal<>();

        Lent(DataSource own) {
            super(own);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection open = connection.get();
            return open == null ? super.getConnection() : new StaysOpen(open);
        }
    }

    private static final class StaysOpen extends DelegatingConnection {
        StaysOpen(Connection connection) {
            super(connection);
        }

        @Override
        public void setAutoCommit(boolean on) {
            // OpenJPA would put it on before it begins, and so commit what was done before
        }

        @Override
        public void close() {
            // whoever took it gives it back
        }
    }
}
