package org.souk.core.internal.price;

import java.util.Collection;
import java.util.Map;
import org.souk.api.catalog.Catalog;
import org.souk.api.money.Money;

/** Prices of one version of a shop, computed before a cart is locked. Calls no price rules. */
public final class PriceBook {
    private static final PriceBook LIST = new PriceBook(true, Map.of());

    private final boolean list;
    private final Map<PricedUnit, Money> prices;

    private PriceBook(boolean list, Map<PricedUnit, Money> prices) {
        this.list = list;
        this.prices = Map.copyOf(prices);
    }

    /** For a shop without price rules: contains every price. */
    static PriceBook ofListPrices() {
        return LIST;
    }

    static PriceBook of(Map<PricedUnit, Money> prices) {
        return new PriceBook(false, prices);
    }

    /** Whether the book contains the prices of all these units. */
    public boolean has(Collection<PricedUnit> units) {
        return list || prices.keySet().containsAll(units);
    }

    /**
     * The unit price at a quantity.
     *
     * @throws IllegalStateException if the book does not contain it
     */
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
