package org.souk.core.internal.cart;

import java.util.OptionalInt;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.stock.Stock;
import org.souk.api.store.StoredCart;
import org.souk.api.store.StoredLine;
import org.souk.core.internal.price.Prices;

/** Prices stored carts. Never asks the database, so that it can be used inside a decision. */
@Component(service = Pricing.class)
public final class Pricing {
    private final Prices prices;
    private final Stock stock;

    /** With the shop's prices and what is known of stock. */
    @Activate
    public Pricing(@Reference Prices prices, @Reference Stock stock) {
        this.prices = prices;
        this.stock = stock;
    }

    /** The cart beside what the catalog says now. */
    public PricedCart price(LiveCatalog shop, StoredCart cart) {
        return new PricedCart(
                shop.catalog(),
                cart.version(),
                cart.lines().stream().map(line -> price(shop, line)).toList());
    }

    /** The line beside what the catalog says now. */
    PricedLine price(LiveCatalog shop, StoredLine line) {
        return shop.catalog()
                .offer(line.sku())
                .map(offer -> price(shop, line, offer))
                .orElseGet(() -> new PricedLine(line, null, line.shownPrice(), OptionalInt.of(0)));
    }

    private PricedLine price(LiveCatalog shop, StoredLine line, Catalog.Offer offer) {
        return new PricedLine(
                line,
                offer,
                prices.unitPrice(shop, offer.product(), offer.variant(), line.quantity()),
                stock.available(shop, offer.variant()));
    }
}
