package org.souk.persistence.internal.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Statements that both databases understand, on one connection. */
public final class Sql {
    private final Connection connection;

    /** On that connection, which stays the caller's. */
    public Sql(Connection connection) {
        this.connection = connection;
    }

    /** Makes a value of a row. */
    @FunctionalInterface
    public interface Reader<T> {
        /** Of the row that the result set stands on. */
        T read(ResultSet row) throws SQLException;
    }

    /**
     * From here on looks at rows that others are writing too, where a database would wait for them: for what is looked at again before
     * anything is done about it. Comes first in a transaction; the pool sets it back after that.
     */
    public void glance() throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
    }

    /** Runs it; how many rows it met. */
    public int update(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    /** Runs it once for each list of values, in one or few round trips; how many rows each met. */
    public void updateAll(String sql, List<Object[]> batch) throws SQLException {
        if (batch.size() <= 1) {
            for (Object[] values : batch) {
                update(sql, values);
            }
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int waiting = 0;
            for (Object[] values : batch) {
                bind(statement, values);
                statement.addBatch();
                if (++waiting == 1_000) {
                    statement.executeBatch();
                    waiting = 0;
                }
            }
            if (waiting > 0) {
                statement.executeBatch();
            }
        }
    }

    /** All rows. */
    public <T> List<T> all(String sql, Reader<T> reader, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(reader.read(rows));
                }
                return all;
            }
        }
    }

    /** The first row. */
    public <T> Optional<T> first(String sql, Reader<T> reader, @Nullable Object... values) throws SQLException {
        List<T> all = all(sql, reader, values);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
    }

    /** The database's clock: milliseconds since 1970. */
    public long millis() throws SQLException {
        return first("VALUES (souk_millis())", row -> row.getLong(1)).orElseThrow();
    }

    /** A random key for a new row: 32 hexadecimal digits. */
    public static String randomId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value == null) {
                statement.setNull(i + 1, Types.VARCHAR);
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }
}
