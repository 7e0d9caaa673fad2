package org.souk.persistence.internal.entity;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Currency;
import org.souk.api.catalog.Sku;
import org.souk.api.money.Money;
import org.souk.api.order.OrderLine;
import org.souk.persistence.internal.sql.Fit;

/** A line of an order; never changed. */
@Entity
@Table(name = "order_lines")
public class OrderLineRow {
    @EmbeddedId
    private OrderLineRef id = new OrderLineRef();

    @Column(name = "sku")
    private String sku = "";

    @Column(name = "title")
    private String title = "";

    @Column(name = "quantity")
    private int quantity;

    @Column(name = "unit_price")
    private long unitPrice;

    @Column(name = "line_total")
    private long lineTotal;

    /** For OpenJPA. */
    public OrderLineRow() {}

    /** A new one. */
    public OrderLineRow(OrderRef order, int position, OrderLine line) {
        id = new OrderLineRef(order, position);
        sku = Fit.exactly("sku", line.sku().value(), 255);
        title = Fit.shortened(line.title(), 1000);
        quantity = Fit.positive("quantity", line.quantity());
        unitPrice = line.unitPrice().amount();
        lineTotal = line.lineTotal().amount();
    }

    /** Catalog and number of its order. */
    public OrderRef order() {
        return id.order();
    }

    /** As the port says it. */
    public OrderLine toLine(Currency currency) {
        return new OrderLine(
                new Sku(sku), title, quantity, new Money(unitPrice, currency), new Money(lineTotal, currency));
    }
}
