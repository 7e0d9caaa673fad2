package org.souk.persistence.internal.entity;

import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Currency;
import org.souk.api.catalog.Sku;
import org.souk.api.order.OrderLine;

/** A line of an order. What was ordered is never changed. */
@Entity
@Table(name = "order_lines")
public class OrderLineRow {
    @EmbeddedId
    private OrderLineRef id = new OrderLineRef();

    @Embedded
    private LinePart line = new LinePart();

    private int taken;

    public OrderLineRow() {}

    /** @param taken how many of its items were taken from stock */
    public OrderLineRow(OrderRef order, int position, OrderLine line, int taken) {
        id = new OrderLineRef(order, position);
        this.line = new LinePart(line);
        this.taken = taken;
    }

    public OrderRef order() {
        return id.order();
    }

    public Sku sku() {
        return line.sku();
    }

    /** Releases the items that the line took from stock, and returns how many. */
    public int release() {
        int released = taken;
        taken = 0;
        return released;
    }

    public OrderLine toLine(Currency currency) {
        return line.toLine(currency);
    }
}
