package org.souk.persistence.internal.transaction;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.persistence.internal.sql.Sql;

/**
 * A transaction as the work sees it: statements and entities on the same connection. OpenJPA takes part only in those that ask for
 * entities: its begin and end cost more than the short statements of a cart.
 */
public final class UnitOfWork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UnitOfWork.class);

    private final Connections from;
    private final Connection connection;
    private final boolean afterUnknown;
    private @Nullable EntityManager entities;
    private boolean undone;

    private UnitOfWork(Connections from, Connection connection, boolean afterUnknown) {
        this.from = from;
        this.connection = connection;
        this.afterUnknown = afterUnknown;
    }

    static UnitOfWork begin(Connections from, boolean afterUnknown) throws SQLException {
        UnitOfWork unit = new UnitOfWork(from, from.pool().getConnection(), afterUnknown);
        try {
            unit.connection.setAutoCommit(false);
            return unit;
        } catch (SQLException e) {
            unit.giveBack();
            throw e;
        }
    }

    /** The rows that OpenJPA maps. */
    public EntityManager entities() {
        EntityManager asked = entities;
        if (asked == null) {
            asked = from.entities().on(connection);
            entities = asked;
        }
        return asked;
    }

    /** All else. */
    public Sql sql() {
        return new Sql(connection);
    }

    /** Whether an earlier try of the same work may have been committed. */
    public boolean afterUnknown() {
        return afterUnknown;
    }

    /** The same transaction, as a try sees it that comes after one whose commit got no answer. */
    UnitOfWork again() {
        return new UnitOfWork(from, connection, true);
    }

    /** Takes back what was done so far and commits nothing. */
    public void undo() {
        undone = true;
    }

    boolean undone() {
        return undone;
    }

    /** Sends what waits in entities, so that a conflict shows before the commit. */
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
            giveBack();
        }
    }

    /** What fails here changes nothing of what was committed; the pool drops a connection that is broken. */
    private void giveBack() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("A connection was not given back cleanly", e);
        }
    }
}
