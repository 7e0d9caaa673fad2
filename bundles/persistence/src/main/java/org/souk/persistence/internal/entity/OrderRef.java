package org.souk.persistence.internal.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The primary key of an order. */
@Embeddable
public class OrderRef {
    private String catalog = "";

    @Column(name = "order_number")
    private String number = "";

    public OrderRef() {}

    public OrderRef(String catalog, String number) {
        this.catalog = catalog;
        this.number = number;
    }

    public String catalog() {
        return catalog;
    }

    public String number() {
        return number;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OrderRef that && catalog.equals(that.catalog) && number.equals(that.number);
    }

    @Override
    public int hashCode() {
        return Objects.hash(catalog, number);
    }
}
