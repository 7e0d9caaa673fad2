package org.souk.persistence.internal.order.rows;

import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.order.Order;
import org.souk.api.order.OrderStatus;
import org.souk.api.store.OutboxStore;
import org.souk.persistence.internal.entity.OrderLineRow;
import org.souk.persistence.internal.entity.OrderRef;
import org.souk.persistence.internal.entity.OrderRow;
import org.souk.persistence.internal.sql.Sql;

/** Reads and locks orders with their lines. */
public final class OrderRows {
    private static final int BATCH_SIZE = 200;

    private final EntityManager entities;

    public OrderRows(EntityManager entities) {
        this.entities = entities;
    }

    public Optional<Order> find(OrderRef ref) {
        OrderRow row = entities.find(OrderRow.class, ref);
        return row == null ? Optional.empty() : Optional.of(orders(List.of(row)).get(0));
    }

    public List<Order> withNumber(String number) {
        return orders(entities.createQuery(
                        "SELECT o FROM OrderRow o WHERE o.id.number = :number ORDER BY o.id.catalog", OrderRow.class)
                .setParameter("number", number)
                .getResultList());
    }

    public List<Order> newest(@Nullable CatalogId catalog, int limit) {
        String where = catalog == null ? "" : "WHERE o.id.catalog = :catalog ";
        var query = entities.createQuery(
                "SELECT o FROM OrderRow o " + where + "ORDER BY o.placedAt DESC, o.counter DESC", OrderRow.class);
        if (catalog != null) {
            query.setParameter("catalog", catalog.value());
        }
        return orders(query.setMaxResults(limit).getResultList());
    }

    /** Locks the order until the transaction ends. The transaction must not have read it before. */
    public Optional<OrderRow> lock(Sql sql, OrderRef ref) throws SQLException {
        sql.update(
                "UPDATE orders SET version = version WHERE catalog = ? AND order_number = ?",
                ref.catalog(),
                ref.number());
        return Optional.ofNullable(entities.find(OrderRow.class, ref));
    }

    /** The lines in the order of the cart. */
    public List<OrderLineRow> lines(OrderRef ref) {
        return lines(ref.catalog(), List.of(ref.number()));
    }

    /** Marks a paid order as refunded and adds a message; a cancelled one stays cancelled. Its payment attempt must be locked. */
    public void refunded(Sql sql, OrderRef ref) throws SQLException {
        Optional<OrderRow> order = lock(sql, ref);
        if (order.isPresent()) {
            if (order.get().status() == OrderStatus.PAID) {
                order.get().setStatus(OrderStatus.REFUNDED);
            }
            OutboxRows.add(sql, OutboxStore.Kind.REFUNDED, ref);
        }
    }

    private List<Order> orders(List<OrderRow> rows) {
        Map<String, List<String>> numbers = rows.stream()
                .map(OrderRow::id)
                .collect(Collectors.groupingBy(
                        OrderRef::catalog, Collectors.mapping(OrderRef::number, Collectors.toList())));
        Map<OrderRef, List<OrderLineRow>> lines = new HashMap<>();
        numbers.forEach((catalog, all) -> {
            for (int from = 0; from < all.size(); from += BATCH_SIZE) {
                List<String> some = all.subList(from, Math.min(all.size(), from + BATCH_SIZE));
                lines(catalog, some).forEach(line -> lines.computeIfAbsent(line.order(), ref -> new ArrayList<>())
                        .add(line));
            }
        });
        return rows.stream()
                .map(row -> row.toOrder(lines.getOrDefault(row.id(), List.of())))
                .toList();
    }

    /** Compares the first columns of the primary key, so that the database reads no row of another order, which may be locked. */
    private List<OrderLineRow> lines(String catalog, List<String> numbers) {
        return entities.createQuery(
                        "SELECT l FROM OrderLineRow l WHERE l.id.catalog = :catalog AND l.id.number IN :numbers"
                                + " ORDER BY l.id.position",
                        OrderLineRow.class)
                .setParameter("catalog", catalog)
                .setParameter("numbers", numbers)
                .getResultList();
    }
}
