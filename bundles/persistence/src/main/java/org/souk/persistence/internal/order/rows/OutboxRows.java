package org.souk.persistence.internal.order.rows;

import java.sql.SQLException;
import org.souk.api.store.OutboxStore;
import org.souk.persistence.internal.entity.OrderRef;
import org.souk.persistence.internal.sql.Sql;

/** Writes messages in the transaction that changes the order, so that none is lost. */
public final class OutboxRows {
    private OutboxRows() {}

    public static void add(Sql sql, OutboxStore.Kind kind, OrderRef order) throws SQLException {
        sql.update(
                "INSERT INTO outbox (message_id, kind, catalog, order_number, written_at, due_at, tries)"
                        + " VALUES (?, ?, ?, ?, souk_millis(), souk_millis(), 0)",
                Sql.randomId(),
                kind.name(),
                order.catalog(),
                order.number());
    }
}
