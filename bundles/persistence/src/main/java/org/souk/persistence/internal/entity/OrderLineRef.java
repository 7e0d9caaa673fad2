package org.souk.persistence.internal.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The primary key of a line of an order. */
@Embeddable
public class OrderLineRef {
    private String catalog = "";

    @Column(name = "order_number")
    private String number = "";

    @Column(name = "pos")
    private int position;

    public OrderLineRef() {}

    public OrderLineRef(OrderRef order, int position) {
        this.catalog = order.catalog();
        this.number = order.number();
        this.position = position;
    }

    public OrderRef order() {
        return new OrderRef(catalog, number);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OrderLineRef that
                && catalog.equals(that.catalog)
                && number.equals(that.number)
                && position == that.position;
    }

    @Override
    public int hashCode() {
        return Objects.hash(catalog, number, position);
    }
}
