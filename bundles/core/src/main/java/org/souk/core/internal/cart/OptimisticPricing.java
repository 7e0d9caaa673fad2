package org.souk.core.internal.cart;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.spi.PriceRule;
import org.souk.api.store.StoredCart;
import org.souk.core.internal.price.PriceBook;
import org.souk.core.internal.price.PricedUnit;
import org.souk.core.internal.price.Prices;

/**
 * Prices a cart before it is locked, because price rules are a catalog's own code, which must not run while a lock is held. If the locked cart is not
 * the one that was priced, the decision changes nothing, and pricing is repeated with the cart that was found.
 */
@Component(service = OptimisticPricing.class)
public final class OptimisticPricing {
    private static final int MAX_ATTEMPTS = 6;
    private static final Duration TIME_LIMIT = Duration.ofMillis(500);

    private final Prices prices;

    @Activate
    public OptimisticPricing(@Reference Prices prices) {
        this.prices = prices;
    }

    /** The final result, and the prices on which it is based. */
    public record Settled<R>(R result, PriceBook book) {}

    /**
     * Repeats pricing and decision until all needed prices are known.
     *
     * @param read reads the cart without a lock; not called for a shop without price rules
     * @param needs the prices that a decision about a cart may need
     * @param decide makes the store decide with these prices
     * @param unpriced the cart that was found if prices were missing, else empty
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
}
