package org.souk.persistence.internal.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Sku;
import org.souk.api.order.OrderLine;

/** A line of an order; what was ordered is never changed. */
@Entity
@Table(name = "order_lines")
public class OrderLineRow {
    @EmbeddedId
    private OrderLineRef id = new OrderLineRef();

    @Embedded
    private LinePart line = new LinePart();

    @Column(name = "taken")
    private @Nullable Integer taken;

    /** For OpenJPA. */
    public OrderLineRow() {}

    /**
     * A new one.
     *
     * @param taken how many of its pieces were taken from stock
     */
    public OrderLineRow(OrderRef order, int position, OrderLine line, int taken) {
        id = new OrderLineRef(order, position);
        this.line = new LinePart(line);
        this.taken = taken;
    }

    /** Catalog and number of its order. */
    public OrderRef order() {
        return id.order();
    }

    /** What of. */
    public Sku sku() {
        return line.sku();
    }

    /** Gives up its pieces; how many of them were taken from stock. A container of the steps before did not say: then all. */
    public int release() {
        int held = taken == null ? line.quantity() : taken;
        taken = 0;
        return held;
    }

    /** As the port says it. */
    public OrderLine toLine(Currency currency) {
        return line.toLine(currency);
    }
}
