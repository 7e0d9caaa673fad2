package org.souk.persistence.internal.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Currency;
import org.souk.api.catalog.Sku;
import org.souk.api.order.OrderLine;

/** A line of an attempt to pay, and how many of its pieces are held. */
@Entity
@Table(name = "payment_lines")
public class AttemptLineRow {
    @EmbeddedId
    private AttemptLineRef id = new AttemptLineRef();

    @Embedded
    private LinePart line = new LinePart();

    @Column(name = "counted")
    private int counted;

    @Column(name = "oversell")
    private int oversell;

    @Column(name = "held")
    private int held;

    @Column(name = "gone")
    private int gone;

    /** For OpenJPA. */
    public AttemptLineRow() {}

    /**
     * A new one.
     *
     * @param counted whether its stock is counted
     * @param oversell whether it is sold beyond that
     */
    public AttemptLineRow(AttemptLineRef id, OrderLine line, boolean counted, boolean oversell) {
        this.id = id;
        this.line = new LinePart(line);
        this.counted = counted ? 1 : 0;
        this.oversell = oversell ? 1 : 0;
    }

    /** Of which attempt. */
    public String attempt() {
        return id.attempt();
    }

    /** What of. */
    public Sku sku() {
        return line.sku();
    }

    /** How many are wanted. */
    public int quantity() {
        return line.quantity();
    }

    /** How many of them its order takes out of the cart, if there are so many. */
    public int carted() {
        return line.quantity() - gone;
    }

    /** Whether its stock is counted. */
    public boolean counted() {
        return counted != 0;
    }

    /** Whether it is sold beyond its stock. */
    public boolean oversell() {
        return oversell != 0;
    }

    /** Pieces that are held. */
    public int held() {
        return held;
    }

    /** So many are held now. */
    public void hold(int pieces) {
        held = pieces;
    }

    /** As the port says it. */
    public OrderLine toLine(Currency currency) {
        return line.toLine(currency);
    }
}
