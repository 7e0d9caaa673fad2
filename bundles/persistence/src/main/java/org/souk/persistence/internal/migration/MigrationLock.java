package org.souk.persistence.internal.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.souk.persistence.internal.sql.Sql;

/** Keeps two containers from changing the tables at once. It is let go with the connection, so no kill leaves it behind. */
public enum MigrationLock {
    /** A row that a transaction has changed and does not commit. */
    DERBY {
        @Override
        void take(Connection holder) throws SQLException {
            patiently(() -> {
                AppliedSteps.create(holder, "CREATE TABLE schema_lock (id INTEGER NOT NULL PRIMARY KEY)");
                AppliedSteps.create(holder, "INSERT INTO schema_lock VALUES 1");
            });
            holder.setAutoCommit(false);
            patiently(() -> new Sql(holder).update("UPDATE schema_lock SET id = id WHERE id = 1"));
        }
    },
    /** An advisory lock of the connection. */
    POSTGRES {
        @Override
        void take(Connection holder) throws SQLException {
            new Sql(holder).first("SELECT pg_advisory_lock(" + NUMBER + ")", row -> true);
        }
    };

    /** "souk" in ASCII; any number does that nobody else in the database uses. */
    private static final long NUMBER = 0x736f756bL;

    /** What Derby says when others were there first, or for longer than it lets one wait. */
    private static final Set<String> BUSY = Set.of("40001", "40XL1", "40XL2");

    private static final int WAITS = 120;

    /** Waits for it. */
    abstract void take(Connection holder) throws SQLException;

    private interface Step {
        void run() throws SQLException;
    }

    private static void patiently(Step step) throws SQLException {
        for (int i = 1; ; i++) {
            try {
                step.run();
                return;
            } catch (SQLException e) {
                if (!BUSY.contains(e.getSQLState()) || i == WAITS) {
                    throw e;
                }
            }
        }
    }
}
