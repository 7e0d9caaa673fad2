package org.souk.persistence.internal.order;

import java.sql.SQLException;
import org.souk.persistence.internal.sql.Sql;

/** The counter of a catalog's orders: a row that is locked from here to the end of the order's transaction, so that no number is lost. */
final class OrderCounter {
    private final Sql sql;

    OrderCounter(Sql sql) {
        this.sql = sql;
    }

    /** The next number. Two that make the row at once meet at its key, and one tries again. */
    long next(String catalog, long start) throws SQLException {
        int met = sql.update("UPDATE order_counters SET last_number = last_number + 1 WHERE catalog = ?", catalog);
        if (met == 0) {
            sql.update("INSERT INTO order_counters (catalog, last_number) VALUES (?, ?)", catalog, start);
            return start;
        }
        return sql.first("SELECT last_number FROM order_counters WHERE catalog = ?", row -> row.getLong(1), catalog)
                .orElseThrow();
    }
}
