package org.souk.api.cart;

import java.util.List;
import org.souk.api.money.Money;

/**
 * A cart as a shopper sees it now, priced by the container that answers.
 *
 * @param lines in the order they were added
 * @param itemCount pieces of all lines
 * @param subtotal sum of the lines that the catalog still sells, in stock or not
 * @param discount what is taken off, nothing or more
 * @param shipping delivery to the destination asked about
 * @param tax the tax charged; part of the total either way
 * @param taxIncluded whether the prices already hold that tax
 * @param total what is to be paid
 * @param version steps with every change and with every change of a price shown; 0 for the empty cart of nobody
 */
public record Cart(
        List<CartLine> lines,
        int itemCount,
        Money subtotal,
        Money discount,
        Money shipping,
        Money tax,
        boolean taxIncluded,
        Money total,
        long version) {
    /** Takes a copy. */
    public Cart {
        lines = List.copyOf(lines);
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return lines.isEmpty();
    }
}
