package org.souk.persistence.internal.order.rows;

import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.order.Order;
import org.souk.api.order.OrderStatus;
import org.souk.api.store.OutboxStore;
import org.souk.persistence.internal.entity.OrderLineRow;
import org.souk.persistence.internal.entity.OrderRef;
import org.souk.persistence.internal.entity.OrderRow;
import org.souk.persistence.internal.sql.Sql;

/** Reads orders with their lines. */
public final class OrderRows {
    private static final int AT_ONCE = 200;

    private final EntityManager entities;

    /** In that transaction. */
    public OrderRows(EntityManager entities) {
        this.entities = entities;
    }

    /** The order with that number. */
    public Optional<Order> find(OrderRef ref) {
        OrderRow row = entities.find(OrderRow.class, ref);
        return row == null ? Optional.empty() : Optional.of(orders(List.of(row)).get(0));
    }

    /** In all catalogs. */
    public List<Order> withNumber(String number) {
        return orders(entities.createQuery(
                        "SELECT o FROM OrderRow o WHERE o.id.number = :number ORDER BY o.id.catalog", OrderRow.class)
                .setParameter("number", number)
                .getResultList());
    }

    public List<Order> newest(@Nullable String catalog, int limit) {
        String where = catalog == null ? "" : "WHERE o.id.catalog = :catalog ";
        var query = entities.createQuery(
                "SELECT o FROM OrderRow o " + where + "ORDER BY o.placedAt DESC, o.counter DESC", OrderRow.class);
        if (catalog != null) {
            query.setParameter("catalog", catalog);
        }
        return orders(query.setMaxResults(limit).getResultList());
    }

    /** Locks it until the transaction ends. Nothing of it was read before. */
    public Optional<OrderRow> lock(Sql sql, OrderRef ref) throws SQLException {
        sql.update(
                "UPDATE orders SET version = version WHERE catalog = ? AND order_number = ?",
                ref.catalog(),
                ref.number());
        return Optional.ofNullable(entities.find(OrderRow.class, ref));
    }

    /** Its lines, in the order in which they were in the cart. */
    public List<OrderLineRow> lines(OrderRef ref) {
        return lines(ref.catalog(), List.of(ref.number()));
    }

    /** Its money went back; whoever is to be told will be. What was called off stays so. Locked after its attempt. */
    public void refunded(Sql sql, OrderRef ref) throws SQLException {
        Optional<OrderRow> order = lock(sql, ref);
        if (order.isPresent()) {
            if (order.get().status() == OrderStatus.PAID) {
                order.get().become(OrderStatus.REFUNDED);
            }
            new OutboxRows(sql).add(OutboxStore.Kind.REFUNDED, ref.catalog(), ref.number());
        }
    }

    private List<Order> orders(List<OrderRow> rows) {
        Map<String, List<String>> numbers = new HashMap<>();
        rows.forEach(row -> numbers.computeIfAbsent(row.id().catalog(), catalog -> new ArrayList<>())
                .add(row.id().number()));
        Map<OrderRef, List<OrderLineRow>> lines = new HashMap<>();
        numbers.forEach((catalog, all) -> {
            for (int from = 0; from < all.size(); from += AT_ONCE) {
                List<String> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
                lines(catalog, some).forEach(line -> lines.computeIfAbsent(line.order(), ref -> new ArrayList<>())
                        .add(line));
            }
        });
        return rows.stream()
                .map(row -> row.toOrder(lines.getOrDefault(row.id(), List.of())))
                .toList();
    }

    /** By the beginning of the primary key, so that no row of another order is looked at: it may be locked. */
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
