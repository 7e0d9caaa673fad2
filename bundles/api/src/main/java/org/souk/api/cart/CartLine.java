package org.souk.api.cart;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Sku;
import org.souk.api.money.Money;

/**
 * A line of a cart.
 *
 * @param id its name in the cart
 * @param sku what is bought
 * @param title as the shopper reads it; the last known one where the SKU vanished
 * @param handle the product's, empty where it vanished
 * @param quantity 1 or more
 * @param unitPrice for one, at this quantity; the last one shown where the SKU vanished
 * @param lineTotal for all of them
 * @param available whether so many can be bought now
 * @param problemOrNull why not, or what changed; null if nothing
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
    /** What a shopper must know of a line. */
    public enum Problem {
        /** The catalog sells it no longer. */
        GONE,
        /** There are fewer than wanted. */
        OUT_OF_STOCK,
        /** The price changed since it was last shown. */
        PRICE_CHANGED,
        /** There are so many only because they are held for the shopper's own payment, which is under way. */
        HELD
    }

    /** Why it cannot be bought, or what changed. */
    public Optional<Problem> problem() {
        return Optional.ofNullable(problemOrNull);
    }
}
