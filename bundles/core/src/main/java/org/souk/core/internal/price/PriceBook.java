package org.souk.core.internal.price;

import java.util.Collection;
import java.util.Map;
import org.souk.api.catalog.Catalog;
import org.souk.api.money.Money;

/** Prices that were taken before a cart was locked, of one version of a shop. Asks nobody. */
public final class PriceBook {
    private static final PriceBook LIST = new PriceBook(true, Map.of());

    private final boolean list;
    private final Map<PricedUnit, Money> prices;

    private PriceBook(boolean list, Map<PricedUnit, Money> prices) {
        this.list = list;
        this.prices = Map.copyOf(prices);
    }

    /** Of a shop without rules: it has every price. */
    static PriceBook ofListPrices() {
        return LIST;
    }

    static PriceBook of(Map<PricedUnit, Money> prices) {
        return new PriceBook(false, prices);
    }

    /** Whether all these are in it. */
    public boolean has(Collection<PricedUnit> pieces) {
        return list || prices.keySet().containsAll(pieces);
    }

    /**
     * What one piece costs when so many are bought.
     *
     * @throws IllegalStateException if it is not in it
     */
    public Money price(Catalog.Offer offer, int quantity) {
        if (list) {
            return offer.variant().price();
        }
        Money price = prices.get(new PricedUnit(offer.variant().sku(), quantity));
        if (price == null) {
            throw new IllegalStateException("nobody asked beforehand what " + quantity + " of "
                    + offer.variant().sku() + " cost");
        }
        return price;
    }
}
