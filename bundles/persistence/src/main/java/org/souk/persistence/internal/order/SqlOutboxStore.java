package org.souk.persistence.internal.order;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.catalog.CatalogId;
import org.souk.api.order.Order;
import org.souk.api.store.OutboxStore;
import org.souk.persistence.internal.entity.OrderRef;
import org.souk.persistence.internal.order.rows.OrderRows;
import org.souk.persistence.internal.sql.ColumnLimits;
import org.souk.persistence.internal.sql.LeasedQueue;
import org.souk.persistence.internal.transaction.Transactions;
import org.souk.persistence.internal.transaction.UnitOfWork;

/** Stores the outbox: messages about orders that consumers have not received yet. SQL reads it; the order of a message is an entity. */
@Component
public final class SqlOutboxStore implements OutboxStore {
    private static final LeasedQueue DUE = new LeasedQueue("outbox", "message_id");
    private static final String WITH_ID = " WHERE message_id = ?";

    private final Transactions transactions;

    @Activate
    public SqlOutboxStore(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Set<CatalogId> catalogsDue() {
        return transactions.repeatable("look for messages", unit -> DUE.catalogs(unit.sql()));
    }

    @Override
    public List<Message> take(CatalogId catalog, int limit, Duration lease) {
        return transactions.repeatable("take messages", unit -> {
            List<Message> taken = new ArrayList<>();
            for (String id : DUE.take(unit.sql(), catalog, limit, lease)) {
                message(unit, catalog, id).ifPresent(taken::add);
            }
            return taken;
        });
    }

    private static Optional<Message> message(UnitOfWork unit, CatalogId catalog, String id) throws SQLException {
        record Row(Kind kind, String order, int tries) {}
        Row row = unit.sql()
                .first(
                        "SELECT kind, order_number, tries FROM outbox" + WITH_ID,
                        found -> new Row(Kind.valueOf(found.getString(1)), found.getString(2), found.getInt(3)),
                        id)
                .orElseThrow();
        unit.sql().update("UPDATE outbox SET tries = tries + 1" + WITH_ID, id);
        Set<String> deliveredTo = new HashSet<>(
                unit.sql().all("SELECT consumer FROM outbox_told" + WITH_ID, found -> found.getString(1), id));
        Optional<Order> order = new OrderRows(unit.entities()).find(new OrderRef(catalog.value(), row.order()));
        return order.map(found -> new Message(id, row.kind(), found, deliveredTo, row.tries()));
    }

    @Override
    public void markDelivered(String message, String consumer) {
        transactions.repeatable("note who was told", unit -> {
            String name = ColumnLimits.shortened(consumer, 255);
            boolean noted =
                    unit.sql().exists("SELECT 1 FROM outbox_told" + WITH_ID + " AND consumer = ?", message, name);
            return noted
                    ? 0
                    : unit.sql().update("INSERT INTO outbox_told (message_id, consumer) VALUES (?, ?)", message, name);
        });
    }

    @Override
    public void postpone(String message, Duration again) {
        transactions.repeatable("leave a message for later", unit -> unit.sql()
                .update("UPDATE outbox SET due_at = souk_millis() + ?" + WITH_ID, again.toMillis(), message));
    }

    @Override
    public void delete(List<String> messages) {
        List<Object[]> ids = messages.stream().map(id -> new Object[] {id}).toList();
        transactions.repeatable("remove messages", unit -> {
            unit.sql().updateAll("DELETE FROM outbox_told" + WITH_ID, ids);
            unit.sql().updateAll("DELETE FROM outbox" + WITH_ID, ids);
            return ids.size();
        });
    }
}
