package org.souk.persistence.internal.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema of the database up to date: applies the steps that the database lacks, each in a transaction, while it holds the {@link
 * MigrationLock}.
 */
public final class Migrator {
    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);

    private final DataSource source;
    private final MigrationLock lock;
    private final List<Migration> known;

    /** @param source opens connections without a pool, because a migration may hold one for long */
    public Migrator(DataSource source, MigrationLock lock, List<Migration> known) {
        this.source = source;
        this.lock = lock;
        this.known = known;
    }

    /**
     * Checks quickly and without a lock whether the schema is up to date.
     *
     * @return number of the last applied step; empty if a known step is missing
     * @throws SchemaException if this container must not use the database
     */
    public OptionalInt appliedStep() throws SQLException, SchemaException {
        try (Connection connection = source.getConnection()) {
            AppliedSteps applied = AppliedSteps.read(connection);
            applied.check(known);
            return known.stream().allMatch(applied::has) ? OptionalInt.of(applied.last()) : OptionalInt.empty();
        }
    }

    /**
     * Brings the schema up to date, which may take long.
     *
     * @return number of the last applied step
     * @throws SchemaException if this container must not use the database
     */
    public int migrate() throws SQLException, SchemaException {
        try (Connection holder = source.getConnection();
                Connection connection = source.getConnection()) {
            try {
                lock.acquire(holder);
                return migrateAlone(connection);
            } finally {
                rollback(connection);
                rollback(holder);
            }
        }
    }

    private int migrateAlone(Connection connection) throws SQLException, SchemaException {
        AppliedSteps.createTable(connection);
        AppliedSteps applied = AppliedSteps.read(connection);
        applied.check(known);
        connection.setAutoCommit(false);
        for (Migration migration : known) {
            if (!applied.has(migration)) {
                apply(connection, migration);
            }
        }
        return AppliedSteps.read(connection).last();
    }

    /** Rolls back before the connection is closed: Derby refuses to close one with an open transaction. */
    private static void rollback(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }

    private static void apply(Connection connection, Migration migration) throws SQLException {
        LOG.info("The database takes step {}", migration.name());
        try (Statement statement = connection.createStatement()) {
            for (String sql : migration.statements()) {
                statement.executeUpdate(sql);
            }
            AppliedSteps.add(connection, migration);
            connection.commit();
        }
    }
}
