package org.souk.persistence.internal.outbox;

import java.sql.SQLException;
import org.souk.persistence.internal.cart.CartRows;
import org.souk.persistence.internal.sql.Sql;

/** Messages, written with what they tell of. */
public final class OutboxRows {
    private final Sql sql;

    /** In that transaction. */
    public OutboxRows(Sql sql) {
        this.sql = sql;
    }

    /** That an order was placed. */
    public void add(String catalog, String orderNumber) throws SQLException {
        sql.update(
                "INSERT INTO outbox (message_id, catalog, order_number, written_at, due_at, tries)"
                        + " VALUES (?, ?, ?, souk_millis(), souk_millis(), 0)",
                CartRows.random(),
                catalog,
                orderNumber);
    }
}
