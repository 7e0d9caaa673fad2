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

/** Runs SQL that both databases understand, on one connection. */
public final class Sql {
    private final Connection connection;

    /** @param connection the caller closes it */
    public Sql(Connection connection) {
        this.connection = connection;
    }

    @FunctionalInterface
    public interface Reader<T> {
        /** Reads the current row. */
        T read(ResultSet row) throws SQLException;
    }

    /**
     * Lets this transaction read rows that other transactions are writing, without waiting for them. Use it only for rows that are read
     * again before they are used, and call it first in a transaction; the pool resets it.
     */
    public void readUncommitted() throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
    }

    /** Runs one statement and returns how many rows it affected. */
    public int update(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    /** Runs a statement once for each array of values, in few round trips. */
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

    public <T> Optional<T> first(String sql, Reader<T> reader, @Nullable Object... values) throws SQLException {
        List<T> all = all(sql, reader, values);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
    }

    /** Whether the query finds a row. */
    public boolean exists(String sql, @Nullable Object... values) throws SQLException {
        return first(sql, row -> true, values).isPresent();
    }

    /** The clock of the database, in milliseconds since 1970. */
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
