package org.souk.persistence.internal.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CouponCode;
import org.souk.api.order.Order;
import org.souk.api.order.OrderNumber;
import org.souk.api.order.OrderStatus;
import org.souk.persistence.internal.sql.ColumnLimits;

/** An order without its lines. What was ordered is never changed; its status is. */
@Entity
@Table(name = "orders")
public class OrderRow {
    @EmbeddedId
    private OrderRef id = new OrderRef();

    @Column(name = "counter_value")
    private long counter;

    private String status = OrderStatus.PLACED.name();

    @Column(name = "session_key")
    private String session = "";

    @Column(name = "cart_id")
    private String cartId = "";

    @Column(name = "placed_at")
    private long placedAt;

    private String node = "";

    @Embedded
    private DetailsPart details = new DetailsPart();

    @Version
    private long version;

    public OrderRow() {}

    public OrderRow(OrderRef id, long counter, OrderStatus status, String session, String cartId) {
        this.id = id;
        this.status = status.name();
        this.counter = counter;
        this.session = session;
        this.cartId = cartId;
    }

    public void placed(Order.Details ordered, String byNode, long at) {
        details = new DetailsPart(ordered);
        node = ColumnLimits.shortened(byNode, 255);
        placedAt = at;
    }

    public OrderStatus status() {
        return OrderStatus.valueOf(status);
    }

    public void setStatus(OrderStatus newStatus) {
        status = newStatus.name();
    }

    public @Nullable CouponCode coupon() {
        return details.coupon();
    }

    public OrderRef id() {
        return id;
    }

    public Order toOrder(List<OrderLineRow> lines) {
        Currency only = details.currency();
        return new Order(
                new CatalogId(id.catalog()),
                new OrderNumber(id.number()),
                status(),
                details.toDetails(lines.stream().map(line -> line.toLine(only)).toList()),
                Instant.ofEpochMilli(placedAt),
                node);
    }
}
