package org.souk.persistence.internal.order.rows;

import java.sql.SQLException;
import java.util.OptionalLong;
import org.souk.persistence.internal.sql.Sql;

/**
 * The counter that gives the orders of a catalog their numbers. Its row stays locked until the transaction ends, so that no number is
 * skipped.
 */
public final class OrderCounterRow {
    private final Sql sql;

    public OrderCounterRow(Sql sql) {
        this.sql = sql;
    }

    /** @param at time by the clock of the database, in milliseconds since 1970 */
    record Next(long number, long at) {}

    /** Returns the next number. If two transactions insert the row, one fails and runs again. */
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

    /** The last number used; empty before the first order. */
    public OptionalLong last(String catalog) throws SQLException {
        return sql.first("SELECT last_number FROM order_counters WHERE catalog = ?", row -> row.getLong(1), catalog)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /**
     * Raises the counter.
     *
     * @return the last number used before; empty if there was none
     * @throws IllegalArgumentException if the counter has already reached that number
     */
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
