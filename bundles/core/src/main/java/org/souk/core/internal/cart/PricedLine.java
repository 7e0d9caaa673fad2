package org.souk.core.internal.cart;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.souk.api.cart.CartLine;
import org.souk.api.catalog.Catalog;
import org.souk.api.money.Money;
import org.souk.api.store.StoredLine;
import org.souk.core.internal.price.BoundedSums;
import org.souk.core.internal.price.Totals;

/**
 * A stored cart line with its current price and stock.
 *
 * @param offer the variant with its product, or null if the catalog no longer sells it
 * @param unitPrice at this quantity; the one last shown if the catalog no longer sells the variant
 * @param available quantity in stock; empty if any quantity can be bought
 * @param reserved additional quantity reserved for the shopper's own pending payment
 */
public record PricedLine(
        StoredLine stored, Catalog.@Nullable Offer offer, Money unitPrice, OptionalInt available, int reserved) {
    /** Returns a copy with a quantity reserved for the shopper's own pending payment. */
    PricedLine withReserved(int reserved) {
        return new PricedLine(stored, offer, unitPrice, available, reserved);
    }

    public boolean discontinued() {
        return offer == null;
    }

    /** Returns whether the price differs from the one last shown. */
    public boolean repriced() {
        return !unitPrice.equals(stored.shownPrice());
    }

    /** Returns whether stock and reservation cover the quantity. */
    public boolean inStock() {
        return isInStock(reserved);
    }

    private boolean isInStock(int ownReserved) {
        return available.isEmpty() || stored.quantity() - ownReserved <= available.getAsInt();
    }

    public Money total() {
        return BoundedSums.times(unitPrice, stored.quantity());
    }

    /** Returns the line as stored after this cart was shown. */
    public StoredLine shown() {
        return new StoredLine(stored.id(), stored.sku(), title(), stored.quantity(), unitPrice);
    }

    public String title() {
        return offer == null ? stored.title() : offer.title();
    }

    /** Returns what {@link Totals} needs to know of the line; empty if the catalog no longer sells the variant. */
    Optional<Totals.Goods> goods() {
        return Optional.ofNullable(offer)
                .map(Catalog.Offer::variant)
                .map(variant -> new Totals.Goods(total(), variant.taxable(), variant.shippable()));
    }

    CartLine line(boolean priceChanged) {
        return new CartLine(
                stored.id(),
                stored.sku(),
                title(),
                offer == null ? "" : offer.product().handle(),
                stored.quantity(),
                unitPrice,
                total(),
                !discontinued() && inStock(),
                problem(priceChanged));
    }

    private CartLine.@Nullable Problem problem(boolean priceChanged) {
        if (discontinued()) {
            return CartLine.Problem.GONE;
        }
        if (!inStock()) {
            return CartLine.Problem.OUT_OF_STOCK;
        }
        if (priceChanged) {
            return CartLine.Problem.PRICE_CHANGED;
        }
        return isInStock(0) ? null : CartLine.Problem.RESERVED;
    }
}
