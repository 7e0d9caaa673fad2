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
 * Takes prices before a cart is locked. What is in it is known for sure under the lock alone; if that is not what was priced, the decision
 * leaves all as it is, and with the prices of what it saw there is another round.
 */
@Component(service = OptimisticPricing.class)
public final class OptimisticPricing {
    private static final int MOST_ROUNDS = 6;
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Prices prices;

    /** With the shop's prices. */
    @Activate
    public OptimisticPricing(@Reference Prices prices) {
        this.prices = prices;
    }

    /** What came of it, and the prices with which. */
    public record Settled<R>(R result, PriceBook book) {}

    /**
     * Goes round until the decision had all prices that it needs.
     *
     * @param look reads the cart without a lock; a shop without rules is spared that
     * @param needs what a decision about a cart may want the prices of
     * @param attempt has the store decide
     * @param unpriced the cart that was found, if its prices were not all there
     * @throws DatabaseUnavailableException if others change the cart faster than that
     */
    public <R> Settled<R> settle(
            LiveCatalog shop,
            Supplier<StoredCart> look,
            Function<StoredCart, List<PricedUnit>> needs,
            Function<PriceBook, R> attempt,
            Function<R, Optional<StoredCart>> unpriced) {
        long start = System.nanoTime();
        boolean rules = !shop.services(PriceRule.class).isEmpty();
        StoredCart seen = rules ? look.get() : StoredCart.EMPTY;
        for (int round = 1;
                round <= MOST_ROUNDS && (round == 1 || System.nanoTime() - start < PATIENCE.toNanos());
                round++) {
            PriceBook book = prices.book(shop, needs.apply(seen));
            R result = attempt.apply(book);
            Optional<StoredCart> found = unpriced.apply(result);
            if (found.isEmpty()) {
                return new Settled<>(result, book);
            }
            seen = found.get();
        }
        throw new DatabaseUnavailableException("the cart is being changed by others all the time; try again");
    }
}
