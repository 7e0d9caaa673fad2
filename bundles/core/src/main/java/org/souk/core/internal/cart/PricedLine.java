package org.souk.core.internal.cart;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.souk.api.cart.CartLine;
import org.souk.api.catalog.Catalog;
import org.souk.api.money.Money;
import org.souk.api.store.StoredLine;
import org.souk.core.internal.price.BoundedSums;
import org.souk.core.internal.price.Totals;

/**
 * A stored line beside what the catalog says of it now.
 *
 * @param offer null if the catalog sells it no longer
 * @param unitPrice for one at this quantity; the last one shown if it is gone
 * @param available pieces there are, empty if any number can be bought
 * @param held pieces beside these that are held for the shopper's own payment
 */
public record PricedLine(
        StoredLine stored, Catalog.@Nullable Offer offer, Money unitPrice, OptionalInt available, int held) {
    /** The same, with pieces that are held for the shopper's own payment. */
    PricedLine holding(int pieces) {
        return new PricedLine(stored, offer, unitPrice, available, pieces);
    }

    /** Whether the catalog sells it no longer. */
    public boolean gone() {
        return offer == null;
    }

    /** Whether the price is not the one last shown. */
    public boolean repriced() {
        return !unitPrice.equals(stored.shownPrice());
    }

    /** Whether there are so many, with those that are held. */
    public boolean enough() {
        return isEnough(held);
    }

    private boolean isEnough(int more) {
        return available.isEmpty() || stored.quantity() - more <= available.getAsInt();
    }

    /** For all pieces. */
    public Money total() {
        return BoundedSums.times(unitPrice, stored.quantity());
    }

    /** What to store once this was shown. */
    public StoredLine shown() {
        return new StoredLine(stored.id(), stored.sku(), title(), stored.quantity(), unitPrice);
    }

    /** What the shopper reads. */
    public String title() {
        return offer == null ? stored.title() : offer.title();
    }

    Totals.Goods goods(Catalog.Offer sold) {
        return new Totals.Goods(
                total(), sold.variant().taxable(), sold.variant().shippable());
    }

    CartLine line(boolean tellPrice) {
        return new CartLine(
                stored.id(),
                stored.sku(),
                title(),
                offer == null ? "" : offer.product().handle(),
                stored.quantity(),
                unitPrice,
                total(),
                !gone() && enough(),
                problem(tellPrice));
    }

    private CartLine.@Nullable Problem problem(boolean tellPrice) {
        if (gone()) {
            return CartLine.Problem.GONE;
        }
        if (!enough()) {
            return CartLine.Problem.OUT_OF_STOCK;
        }
        if (tellPrice) {
            return CartLine.Problem.PRICE_CHANGED;
        }
        return isEnough(0) ? null : CartLine.Problem.HELD;
    }
}
