package org.souk.persistence.internal.order;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.order.Order;
import org.souk.persistence.internal.entity.OrderLineRow;
import org.souk.persistence.internal.entity.OrderRef;
import org.souk.persistence.internal.entity.OrderRow;

/** Reads orders with their lines. */
final class OrderRows {
    private static final int AT_ONCE = 200;

    private final EntityManager entities;

    OrderRows(EntityManager entities) {
        this.entities = entities;
    }

    Optional<Order> find(OrderRef ref) {
        OrderRow row = entities.find(OrderRow.class, ref);
        return row == null ? Optional.empty() : Optional.of(orders(List.of(row)).get(0));
    }

    List<Order> withNumber(@Nullable String catalog, String number) {
        return orders(entities
                .createQuery(
                        "SELECT o FROM OrderRow o WHERE o.id.number = :number ORDER BY o.id.catalog", OrderRow.class)
                .setParameter("number", number)
                .getResultList()
                .stream()
                .filter(row -> catalog == null || row.id().catalog().equals(catalog))
                .toList());
    }

    List<Order> newest(@Nullable String catalog, int limit) {
        String where = catalog == null ? "" : "WHERE o.id.catalog = :catalog ";
        var query = entities.createQuery(
                "SELECT o FROM OrderRow o " + where + "ORDER BY o.placedAt DESC, o.counter DESC", OrderRow.class);
        if (catalog != null) {
            query.setParameter("catalog", catalog);
        }
        return orders(query.setMaxResults(limit).getResultList());
    }

    private List<Order> orders(List<OrderRow> rows) {
        Map<OrderRef, List<OrderLineRow>> lines = new HashMap<>();
        for (int from = 0; from < rows.size(); from += AT_ONCE) {
            List<OrderRow> some = rows.subList(from, Math.min(rows.size(), from + AT_ONCE));
            lines(some).forEach(line -> lines.computeIfAbsent(line.order(), ref -> new ArrayList<>())
                    .add(line));
        }
        return rows.stream()
                .map(row -> row.toOrder(lines.getOrDefault(row.id(), List.of())))
                .toList();
    }

    /** Of these orders, and perhaps of others that have one of their numbers in another catalog. */
    private List<OrderLineRow> lines(List<OrderRow> rows) {
        return entities.createQuery(
                        "SELECT l FROM OrderLineRow l WHERE l.id.number IN :numbers ORDER BY l.id.position",
                        OrderLineRow.class)
                .setParameter(
                        "numbers",
                        rows.stream().map(row -> row.id().number()).distinct().toList())
                .getResultList();
    }
}
