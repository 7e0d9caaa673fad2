package org.souk.api.cart;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Sku;
import org.souk.api.money.Money;

/**
 * A line of a cart as shown to its shopper.
 *
 * @param id unique in the cart
 * @param title current title; the one last shown to the shopper if the catalog no longer sells the SKU
 * @param handle of the product, as in its URL; empty if the catalog no longer sells the SKU
 * @param quantity 1 or more
 * @param unitPrice price of one item at this quantity; the one last shown if the catalog no longer sells the SKU
 * @param lineTotal unit price times quantity
 * @param available whether this quantity can be bought now
 * @param problemOrNull the problem to show to the shopper, or null
 */
public record CartLine(
        LineId id,
        Sku sku,
        String title,
        String handle,
        int quantity,
        Money unitPrice,
        Money lineTotal,
        boolean available,
        @Nullable Problem problemOrNull) {
    /** Why a line cannot be bought, or what has changed. */
    public enum Problem {
        /** The catalog no longer sells the SKU. */
        GONE,
        /** The stock is smaller than the quantity. */
        OUT_OF_STOCK,
        /** The price changed since it was last shown. */
        PRICE_CHANGED,
        /** The quantity is available only because stock is reserved for the shopper's own pending payment. */
        RESERVED
    }

    /** Returns the problem to show to the shopper; empty if there is none. */
    public Optional<Problem> problem() {
        return Optional.ofNullable(problemOrNull);
    }
}
