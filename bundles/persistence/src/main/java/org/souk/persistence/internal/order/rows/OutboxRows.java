package org.souk.persistence.internal.order.rows;

import java.sql.SQLException;
import org.souk.api.store.OutboxStore;
import org.souk.persistence.internal.sql.Sql;

/** Writes messages in the transaction that changes the order. */
public final class OutboxRows {
    private final Sql sql;

    public OutboxRows(Sql sql) {
        this.sql = sql;
    }

    public void add(OutboxStore.Kind kind, String catalog, String orderNumber) throws SQLException {
        sql.update(
                "INSERT INTO outbox (message_id, kind, catalog, order_number, written_at, due_at, tries)"
                        + " VALUES (?, ?, ?, ?, souk_millis(), souk_millis(), 0)",
                Sql.randomId(),
                kind.name(),
                catalog,
                orderNumber);
    }
}
