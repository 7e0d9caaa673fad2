package org.souk.persistence.internal.entity;

import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Currency;
import org.souk.api.order.OrderLine;

/** A line of an order; never changed. */
@Entity
@Table(name = "order_lines")
public class OrderLineRow {
    @EmbeddedId
    private OrderLineRef id = new OrderLineRef();

    @Embedded
    private LinePart line = new LinePart();

    /** For OpenJPA. */
    public OrderLineRow() {}

    /** A new one. */
    public OrderLineRow(OrderRef order, int position, OrderLine line) {
        id = new OrderLineRef(order, position);
        this.line = new LinePart(line);
    }

    /** Catalog and number of its order. */
    public OrderRef order() {
        return id.order();
    }

    /** As the port says it. */
    public OrderLine toLine(Currency currency) {
        return line.toLine(currency);
    }
}
