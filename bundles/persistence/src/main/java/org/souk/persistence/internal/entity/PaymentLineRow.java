package org.souk.persistence.internal.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Currency;
import org.souk.api.catalog.Sku;
import org.souk.api.order.OrderLine;

/** A line of a payment attempt, and how many of its items are reserved. */
@Entity
@Table(name = "payment_lines")
public class PaymentLineRow {
    @EmbeddedId
    private PaymentLineRef id = new PaymentLineRef();

    @Embedded
    private LinePart line = new LinePart();

    private int counted;
    private int oversell;

    @Column(name = "held")
    private int reserved;

    private int gone;

    public PaymentLineRow() {}

    /**
     * @param counted whether its stock is counted
     * @param oversell whether it is sold beyond its stock
     */
    public PaymentLineRow(PaymentLineRef id, OrderLine line, boolean counted, boolean oversell) {
        this.id = id;
        this.line = new LinePart(line);
        this.counted = counted ? 1 : 0;
        this.oversell = oversell ? 1 : 0;
    }

    public String attempt() {
        return id.attempt();
    }

    public Sku sku() {
        return line.sku();
    }

    public int quantity() {
        return line.quantity();
    }

    /** How many items of this line the order removes from the cart, if they are still there. */
    public int carted() {
        return line.quantity() - gone;
    }

    public boolean counted() {
        return counted != 0;
    }

    public boolean oversell() {
        return oversell != 0;
    }

    public int reserved() {
        return reserved;
    }

    public void setReserved(int items) {
        reserved = items;
    }

    public OrderLine toLine(Currency currency) {
        return line.toLine(currency);
    }
}
