package org.souk.core.internal.price;

import java.util.Collection;
import java.util.Map;
import org.souk.api.catalog.Catalog;
import org.souk.api.money.Money;

/**
 * The prices that a decision about a cart needs, computed before the cart is locked. Calls no price rules.
 *
 * @param list whether these are the list prices of a shop without price rules, so that every price is known
 */
public record PriceBook(boolean list, Map<PricedUnit, Money> prices) {
    static final PriceBook LIST_PRICES = new PriceBook(true, Map.of());

    /** Returns whether the book contains the prices of all these units. */
    public boolean has(Collection<PricedUnit> units) {
        return list || prices.keySet().containsAll(units);
    }

    /** Returns the unit price at a quantity; the book must contain it. */
    public Money price(Catalog.Offer offer, int quantity) {
        if (list) {
            return offer.variant().price();
        }
        Money price = prices.get(new PricedUnit(offer.variant().sku(), quantity));
        if (price == null) {
            throw new IllegalStateException("no price was computed for " + quantity + " of "
                    + offer.variant().sku());
        }
        return price;
    }
}
