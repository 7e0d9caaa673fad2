package org.souk.persistence.internal.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Currency;
import org.souk.api.catalog.Sku;
import org.souk.api.money.Money;
import org.souk.api.order.OrderLine;
import org.souk.persistence.internal.sql.ColumnLimits;

/** A line of an order or payment attempt as it is sold. It is never changed. */
@Embeddable
public class LinePart {
    private String sku = "";
    private String title = "";
    private int quantity;

    @Column(name = "unit_price")
    private long unitPrice;

    @Column(name = "line_total")
    private long lineTotal;

    public LinePart() {}

    public LinePart(OrderLine line) {
        sku = ColumnLimits.exactly("sku", line.sku().value(), 255);
        title = ColumnLimits.shortened(line.title(), 1000);
        quantity = ColumnLimits.positive("quantity", line.quantity());
        unitPrice = line.unitPrice().amount();
        lineTotal = line.lineTotal().amount();
    }

    public Sku sku() {
        return new Sku(sku);
    }

    public int quantity() {
        return quantity;
    }

    public OrderLine toLine(Currency currency) {
        return new OrderLine(
                new Sku(sku), title, quantity, new Money(unitPrice, currency), new Money(lineTotal, currency));
    }
}
