package org.souk.persistence.internal.order.rows;

import java.sql.SQLException;
import java.util.OptionalLong;
import org.souk.persistence.internal.sql.Sql;

/** The counter of a catalog's orders: a row that is locked from here to the end of the order's transaction, so that no number is lost. */
public final class OrderCounterRow {
    private final Sql sql;

    public OrderCounterRow(Sql sql) {
        this.sql = sql;
    }

    /** A number, and when it was given. */
    record Next(long number, long at) {}

    /** The next number. Two that make the row at once meet at its key, and one tries again. */
    Next next(String catalog, long start) throws SQLException {
        int met = sql.update("UPDATE order_counters SET last_number = last_number + 1 WHERE catalog = ?", catalog);
        if (met == 0) {
            sql.update("INSERT INTO order_counters (catalog, last_number) VALUES (?, ?)", catalog, start);
        }
        return sql.first(
                        "SELECT last_number, souk_millis() FROM order_counters WHERE catalog = ?",
                        row -> new Next(row.getLong(1), row.getLong(2)),
                        catalog)
                .orElseThrow();
    }

    /** The last number given. */
    public OptionalLong last(String catalog) throws SQLException {
        return sql.first("SELECT last_number FROM order_counters WHERE catalog = ?", row -> row.getLong(1), catalog)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** Moves it on; what it was before. */
    public OptionalLong advance(String catalog, long to) throws SQLException {
        if (sql.update("UPDATE order_counters SET last_number = last_number WHERE catalog = ?", catalog) == 0) {
            sql.update("INSERT INTO order_counters (catalog, last_number) VALUES (?, ?)", catalog, to);
            return OptionalLong.empty();
        }
        OptionalLong before = last(catalog);
        long now = before.orElseThrow();
        if (to <= now) {
            throw new IllegalArgumentException(
                    "the counter of " + catalog + " stands at " + now + " and only goes up; give a larger number");
        }
        sql.update("UPDATE order_counters SET last_number = ? WHERE catalog = ?", to, catalog);
        return before;
    }
}
