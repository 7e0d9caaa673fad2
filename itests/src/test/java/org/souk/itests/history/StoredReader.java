package org.souk.itests.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the data of a catalog from the database, without code of Souk. */
final class StoredReader {
    private final Connection connection;
    private final String catalog;

    StoredReader(Connection connection, String catalog) {
        this.connection = connection;
        this.catalog = catalog;
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    Stored read() throws SQLException {
        Map<String, Map<String, Integer>> pieces = new HashMap<>();
        Map<String, Long> sums = new HashMap<>();
        each("SELECT order_number, sku, quantity, line_total FROM order_lines WHERE catalog = ?", row -> {
            pieces.computeIfAbsent(row.getString(1), number -> new TreeMap<>())
                    .merge(row.getString(2), row.getInt(3), Integer::sum);
            sums.merge(row.getString(1), row.getLong(4), Long::sum);
        });
        List<Stored.Order> orders = new ArrayList<>();
        each(
                "SELECT order_number, counter_value, session_key, cart_id, subtotal, total FROM orders"
                        + " WHERE catalog = ?",
                row -> orders.add(new Stored.Order(
                        row.getString(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getLong(6),
                        pieces.getOrDefault(row.getString(1), Map.of()),
                        sums.getOrDefault(row.getString(1), 0L))));
        List<Stored.Key> keys = new ArrayList<>();
        each(
                // the key of a failed payment had no effect
                "SELECT k.session_key, k.request_key, COALESCE(k.order_number, p.order_number) FROM idempotency_keys k"
                        + " LEFT JOIN payment_attempts p ON p.attempt_id = k.attempt_id"
                        + " WHERE k.catalog = ? AND (k.attempt_id IS NULL OR p.order_number IS NOT NULL)",
                row -> keys.add(new Stored.Key(row.getString(1), row.getString(2), row.getString(3))));
        long[] last = {0};
        each("SELECT last_number FROM order_counters WHERE catalog = ?", row -> last[0] = row.getLong(1));
        return new Stored(orders, keys, stock(), last[0], payments());
    }

    List<Stored.Payment> payments() throws SQLException {
        List<Stored.Payment> payments = new ArrayList<>();
        each(
                "SELECT attempt_id, state, total, order_number FROM payment_attempts WHERE catalog = ?",
                row -> payments.add(
                        new Stored.Payment(row.getString(1), row.getString(2), row.getLong(3), row.getString(4))));
        return payments;
    }

    Map<String, Stored.Level> stock() throws SQLException {
        Map<String, Stored.Level> stock = new TreeMap<>();
        each(
                "SELECT sku, seed, available, reserved FROM stock WHERE catalog = ?",
                row -> stock.put(row.getString(1), new Stored.Level(row.getInt(2), row.getInt(3), row.getInt(4))));
        return stock;
    }

    private void each(String sql, Row reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, catalog);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }
}
