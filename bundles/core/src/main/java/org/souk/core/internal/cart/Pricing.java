package org.souk.core.internal.cart;

import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Variant;
import org.souk.api.stock.Stock;
import org.souk.api.store.StoredCart;
import org.souk.api.store.StoredLine;
import org.souk.core.internal.price.PriceBook;
import org.souk.core.internal.price.PricedUnit;
import org.souk.core.internal.price.Prices;

/**
 * Prices stored carts with prices computed before. Accesses neither the database nor the shop's Java code, so that it can be used while a cart is
 * locked.
 */
@Component(service = Pricing.class)
public final class Pricing {
    private final Prices prices;
    private final Stock stock;
    private final Clock clock;

    @Activate
    public Pricing(@Reference Prices prices, @Reference Stock stock) {
        this(prices, stock, Clock.systemUTC());
    }

    /** For tests: with a clock for the validity of coupons. */
    public Pricing(Prices prices, Stock stock, Clock clock) {
        this.prices = prices;
        this.stock = stock;
        this.clock = clock;
    }

    /** Computes the current prices of lines. May call the shop's Java code, so call it before locking. */
    public PriceBook book(LiveCatalog shop, List<StoredLine> lines) {
        return prices.book(shop, units(shop, lines));
    }

    /** The units of a cart that need a price: the lines that the catalog sells. */
    public static List<PricedUnit> units(LiveCatalog shop, List<StoredLine> lines) {
        return lines.stream()
                .filter(line -> shop.catalog().offer(line.sku()).isPresent())
                .map(line -> new PricedUnit(line.sku(), line.quantity()))
                .toList();
    }

    /** Prices a cart; the book must contain the prices of its {@link #units}. */
    public PricedCart price(LiveCatalog shop, StoredCart cart, PriceBook book) {
        List<PricedLine> lines =
                cart.lines().stream().map(line -> price(shop, line, book)).toList();
        return PricedCart.of(shop.catalog(), cart, lines, clock.instant());
    }

    /** The quantity in stock; empty if any quantity can be bought. */
    OptionalInt available(LiveCatalog shop, Variant variant) {
        return stock.available(shop, variant);
    }

    private PricedLine price(LiveCatalog shop, StoredLine line, PriceBook book) {
        return shop.catalog()
                .offer(line.sku())
                .map(offer -> price(shop, line, offer, book))
                .orElseGet(() -> new PricedLine(line, null, line.shownPrice(), OptionalInt.of(0), 0));
    }

    private PricedLine price(LiveCatalog shop, StoredLine line, Catalog.Offer offer, PriceBook book) {
        return new PricedLine(line, offer, book.price(offer, line.quantity()), available(shop, offer.variant()), 0);
    }
}
