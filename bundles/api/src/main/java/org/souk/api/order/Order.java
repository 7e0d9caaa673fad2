package org.souk.api.order;

import java.time.Instant;
import java.util.List;
import org.souk.api.catalog.CatalogId;
import org.souk.api.money.Money;

/**
 * An order as it was placed.
 *
 * @param number unique in its catalog, without gaps
 * @param details what was ordered, by whom, for how much
 * @param placedAt by the database's clock
 * @param node the container that took it
 */
public record Order(
        CatalogId catalog, OrderNumber number, OrderStatus status, Details details, Instant placedAt, String node) {
    /**
     * What is frozen when an order is placed.
     *
     * @param lines one at least
     * @param tax the tax charged; part of the total either way
     * @param taxIncluded whether the prices held that tax
     * @param locale BCP 47 tag of the language it was placed in
     */
    public record Details(
            String email,
            Address shippingAddress,
            String shippingMethod,
            String paymentMethod,
            List<OrderLine> lines,
            Money subtotal,
            Money discount,
            Money shipping,
            Money tax,
            boolean taxIncluded,
            Money total,
            String locale) {
        /** Takes a copy. */
        public Details {
            lines = List.copyOf(lines);
        }
    }
}
