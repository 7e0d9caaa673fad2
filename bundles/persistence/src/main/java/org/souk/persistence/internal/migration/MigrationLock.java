package org.souk.persistence.internal.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.souk.persistence.internal.sql.Sql;

/** Ensures that only one container at a time changes the schema. The lock ends with its connection, so also when a container is killed. */
public enum MigrationLock {
    /** Locks by an open transaction that has changed a row. */
    DERBY {
        @Override
        void acquire(Connection holder) throws SQLException {
            retryWhileBusy(() -> {
                AppliedSteps.createIfAbsent(holder, "CREATE TABLE schema_lock (id INTEGER NOT NULL PRIMARY KEY)");
                AppliedSteps.createIfAbsent(holder, "INSERT INTO schema_lock VALUES 1");
            });
            holder.setAutoCommit(false);
            retryWhileBusy(() -> new Sql(holder).update("UPDATE schema_lock SET id = id WHERE id = 1"));
        }
    },
    /** Locks by a session-level advisory lock. */
    POSTGRES {
        @Override
        void acquire(Connection holder) throws SQLException {
            new Sql(holder).first("SELECT pg_advisory_lock(" + ADVISORY_KEY + ")", row -> true);
        }
    };

    /** "souk" in ASCII; any number that nothing else in the database uses would do. */
    private static final long ADVISORY_KEY = 0x736f756bL;

    /** SQL states by which Derby reports a conflict or a lock timeout. */
    private static final Set<String> BUSY = Set.of("40001", "40XL1", "40XL2");

    private static final int MAX_TRIES = 120;

    abstract void acquire(Connection holder) throws SQLException;

    private interface Step {
        void run() throws SQLException;
    }

    private static void retryWhileBusy(Step step) throws SQLException {
        for (int i = 1; ; i++) {
            try {
                step.run();
                return;
            } catch (SQLException e) {
                if (!BUSY.contains(e.getSQLState()) || i == MAX_TRIES) {
                    throw e;
                }
            }
        }
    }
}
