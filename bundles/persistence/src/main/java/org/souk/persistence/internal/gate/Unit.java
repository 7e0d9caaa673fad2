package org.souk.persistence.internal.gate;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.openjpa.lib.jdbc.DelegatingConnection;
import org.souk.persistence.internal.sql.Sql;

/** A transaction as the work sees it: entities and statements on the same connection. */
public final class Unit implements AutoCloseable {
    private final EntityManager entities;
    private final Connection connection;
    private final boolean afterUnknown;
    private boolean undone;

    Unit(EntityManager entities, boolean afterUnknown) {
        this.entities = entities;
        this.connection = entities.unwrap(Connection.class);
        this.afterUnknown = afterUnknown;
    }

    /** The rows that OpenJPA maps. */
    public EntityManager entities() {
        return entities;
    }

    /** All else, past OpenJPA: what it wraps around a connection costs more than a short statement itself. */
    public Sql sql() {
        return new Sql(
                connection instanceof DelegatingConnection wrapped ? wrapped.getInnermostDelegate() : connection);
    }

    /** Whether an earlier try of the same work may have been committed. */
    public boolean afterUnknown() {
        return afterUnknown;
    }

    /** Takes back what was done so far and commits nothing. */
    public void undo() {
        undone = true;
    }

    boolean undone() {
        return undone;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
