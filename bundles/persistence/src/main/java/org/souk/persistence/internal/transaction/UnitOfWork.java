package org.souk.persistence.internal.transaction;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.persistence.internal.sql.Sql;

/**
 * One transaction for SQL and entities on the same connection. {@link TransactionRetry} begins, commits or rolls it back. OpenJPA takes
 * part only if the work asks for entities, because its begin and commit cost more than the short statements of a cart.
 */
public final class UnitOfWork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UnitOfWork.class);

    private final Connections connections;
    private final Connection connection;
    private final boolean afterUnknownCommit;
    private @Nullable EntityManager entities;
    private boolean rollbackOnly;

    private UnitOfWork(Connections connections, Connection connection, boolean afterUnknownCommit) {
        this.connections = connections;
        this.connection = connection;
        this.afterUnknownCommit = afterUnknownCommit;
    }

    static UnitOfWork begin(Connections connections, boolean afterUnknownCommit) throws SQLException {
        UnitOfWork unit = new UnitOfWork(connections, connections.pool().getConnection(), afterUnknownCommit);
        try {
            unit.connection.setAutoCommit(false);
            return unit;
        } catch (SQLException e) {
            unit.returnConnection();
            throw e;
        }
    }

    public EntityManager entities() {
        EntityManager open = entities;
        if (open == null) {
            open = connections.entities().on(connection);
            entities = open;
        }
        return open;
    }

    public Sql sql() {
        return new Sql(connection);
    }

    /** Whether an earlier run of the same work may have been committed, because the answer to its commit was lost. */
    public boolean afterUnknownCommit() {
        return afterUnknownCommit;
    }

    /** For tests: the same transaction, but with {@link #afterUnknownCommit} set. */
    UnitOfWork asRetry() {
        return new UnitOfWork(connections, connection, true);
    }

    /** Marks the transaction: it is rolled back, not committed, when the work returns. */
    public void setRollbackOnly() {
        rollbackOnly = true;
    }

    boolean isRollbackOnly() {
        return rollbackOnly;
    }

    /** Writes pending changes of entities, so that a conflict shows before the commit. */
    void flush() {
        if (entities != null) {
            entities.flush();
        }
    }

    void commit() throws SQLException {
        if (entities == null) {
            connection.commit();
        } else {
            entities.getTransaction().commit();
        }
    }

    void rollback() throws SQLException {
        if (entities == null) {
            connection.rollback();
        } else if (entities.getTransaction().isActive()) {
            entities.getTransaction().rollback();
        }
    }

    @Override
    public void close() {
        try {
            if (entities != null) {
                entities.close();
            }
        } finally {
            returnConnection();
        }
    }

    /** A failure here does not affect what was committed; the pool drops broken connections. */
    private void returnConnection() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("Could not return a connection cleanly", e);
        }
    }
}
