package org.souk.core.internal.cart;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Variant;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.spi.PriceRule;
import org.souk.api.stock.Stock;
import org.souk.api.store.StoredCart;
import org.souk.api.store.StoredLine;
import org.souk.core.internal.price.PriceBook;
import org.souk.core.internal.price.PricedUnit;
import org.souk.core.internal.price.Prices;

/**
 * Prices stored carts in two steps. The first fills a {@link PriceBook} by calling price rules, which are a catalog's own code and must not
 * run while a cart is locked. The second uses only prices from that book.
 */
@Component(service = Pricing.class)
public final class Pricing {
    private static final int MAX_ATTEMPTS = 6;
    private static final Duration TIME_LIMIT = Duration.ofMillis(500);

    private final Prices prices;
    private final Stock stock;
    private final Clock clock;

    @Activate
    public Pricing(@Reference Prices prices, @Reference Stock stock) {
        this(prices, stock, Clock.systemUTC());
    }

    /** For tests, with a clock that decides which coupons are valid. */
    public Pricing(Prices prices, Stock stock, Clock clock) {
        this.prices = prices;
        this.stock = stock;
        this.clock = clock;
    }

    /** Computes the current prices of lines. May call the shop's Java code, so call it before locking. */
    public PriceBook book(LiveCatalog shop, List<StoredLine> lines) {
        return prices.book(shop, units(shop, lines));
    }

    /** Returns the units of a cart that need a price: one for each line that the catalog sells. */
    public static List<PricedUnit> units(LiveCatalog shop, List<StoredLine> lines) {
        return lines.stream()
                .filter(line -> shop.catalog().offer(line.sku()).isPresent())
                .map(line -> new PricedUnit(line.sku(), line.quantity()))
                .toList();
    }

    /** The result of {@link #settle}, and the prices on which it is based. */
    public record Settled<R>(R result, PriceBook book) {}

    /**
     * Prices a cart and then makes the store decide on it. If prices are missing, because another request changed the cart meanwhile, the
     * decision changes nothing, and pricing starts again with the cart that the store found.
     *
     * @param read reads the cart without a lock; not called for a shop without price rules
     * @param needs the prices that a decision about a cart may need
     * @param decide makes the store decide with these prices
     * @param unpriced returns the cart that the store found if prices were missing, else empty
     * @throws DatabaseUnavailableException if the cart changes faster than it can be priced
     */
    public <R> Settled<R> settle(
            LiveCatalog shop,
            Supplier<StoredCart> read,
            Function<StoredCart, List<PricedUnit>> needs,
            Function<PriceBook, R> decide,
            Function<R, Optional<StoredCart>> unpriced) {
        long start = System.nanoTime();
        boolean rules = !shop.services(PriceRule.class).isEmpty();
        StoredCart seen = rules ? read.get() : StoredCart.EMPTY;
        for (int attempt = 1;
                attempt <= MAX_ATTEMPTS && (attempt == 1 || System.nanoTime() - start < TIME_LIMIT.toNanos());
                attempt++) {
            PriceBook book = prices.book(shop, needs.apply(seen));
            R result = decide.apply(book);
            Optional<StoredCart> found = unpriced.apply(result);
            if (found.isEmpty()) {
                return new Settled<>(result, book);
            }
            seen = found.get();
        }
        throw new DatabaseUnavailableException("the cart changes faster than it can be priced; try again");
    }

    /** Prices a cart with a book that contains the prices of its {@link #units}. Accesses neither the database nor the shop's Java code. */
    public PricedCart price(LiveCatalog shop, StoredCart cart, PriceBook book) {
        List<PricedLine> lines =
                cart.lines().stream().map(line -> price(shop, line, book)).toList();
        return PricedCart.of(shop.catalog(), cart, lines, clock.instant());
    }

    /** Returns the quantity in stock; empty if any quantity can be bought. */
    OptionalInt available(LiveCatalog shop, Variant variant) {
        return stock.available(shop, variant);
    }

    private PricedLine price(LiveCatalog shop, StoredLine line, PriceBook book) {
        return shop.catalog()
                .offer(line.sku())
                .map(offer -> new PricedLine(
                        line, offer, book.price(offer, line.quantity()), available(shop, offer.variant()), 0))
                .orElseGet(() -> new PricedLine(line, null, line.shownPrice(), OptionalInt.of(0), 0));
    }
}
