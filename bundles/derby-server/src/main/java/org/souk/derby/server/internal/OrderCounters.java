package org.souk.derby.server.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The last order number of each catalog. A restore raises those in the backup to those of the replaced database, so that no number is given
 * twice.
 */
final class OrderCounters {
    private static final String MISSING_TABLE = "42X05";

    private OrderCounters() {}

    static Map<String, Long> read(Connection connection) throws SQLException {
        Map<String, Long> counters = new TreeMap<>();
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT catalog, last_number FROM order_counters");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                counters.put(rows.getString(1), rows.getLong(2));
            }
        } catch (SQLException e) {
            if (!MISSING_TABLE.equals(e.getSQLState())) {
                throw e;
            }
        }
        return counters;
    }

    /** Raises the counters that are lower, and returns those. */
    static Map<String, Long> advance(Connection connection, Map<String, Long> to) throws SQLException {
        Map<String, Long> now = read(connection);
        Map<String, Long> moved = new TreeMap<>();
        for (Map.Entry<String, Long> counter : to.entrySet()) {
            Long current = now.get(counter.getKey());
            if (current == null || current < counter.getValue()) {
                String sql = current == null
                        ? "INSERT INTO order_counters (last_number, catalog) VALUES (?, ?)"
                        : "UPDATE order_counters SET last_number = ? WHERE catalog = ?";
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    statement.setLong(1, counter.getValue());
                    statement.setString(2, counter.getKey());
                    statement.executeUpdate();
                }
                moved.put(counter.getKey(), counter.getValue());
            }
        }
        return moved;
    }

    /** Records the restore, so that containers discard what they cached from the previous database. */
    static void noteRestore(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO restores (restored_at) VALUES (souk_millis())")) {
            statement.executeUpdate();
        } catch (SQLException e) {
            if (!MISSING_TABLE.equals(e.getSQLState())) {
                throw e;
            }
        }
    }
}
