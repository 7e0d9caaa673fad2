package org.souk.persistence.internal.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the steps that a database lacks, one transaction each, under a lock that vanishes with whoever holds it. */
public final class Migrator {
    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);

    private final DataSource source;
    private final MigrationLock lock;
    private final List<Migration> known;

    /** With connections of its own, not from a pool: they may wait long. */
    public Migrator(DataSource source, MigrationLock lock, List<Migration> known) {
        this.source = source;
        this.lock = lock;
        this.known = known;
    }

    /**
     * Whether the tables are up to date: a short look.
     *
     * @return number of the last step that the database has taken; empty if it lacks one
     * @throws SchemaException if this container cannot work with the database
     */
    public OptionalInt look() throws SQLException, SchemaException {
        try (Connection connection = source.getConnection()) {
            AppliedSteps applied = AppliedSteps.read(connection);
            applied.check(known);
            return known.stream().allMatch(applied::has) ? OptionalInt.of(applied.last()) : OptionalInt.empty();
        }
    }

    /**
     * Brings the tables up to date, which may take long.
     *
     * @return number of the last step that the database has taken
     * @throws SchemaException if this container cannot work with the database
     */
    public int migrate() throws SQLException, SchemaException {
        try (Connection holder = source.getConnection();
                Connection connection = source.getConnection()) {
            try {
                lock.take(holder);
                return migrateAlone(connection);
            } finally {
                end(connection);
                end(holder);
            }
        }
    }

    private int migrateAlone(Connection connection) throws SQLException, SchemaException {
        AppliedSteps.prepare(connection);
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

    /** Derby does not close a connection whose transaction is open. */
    private static void end(Connection connection) throws SQLException {
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
