package org.souk.core.internal.price;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.cart.Carts.PriceQuery;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.money.Money;
import org.souk.api.spi.PriceRule;
import org.souk.core.internal.guard.CatalogJavaGuard;
import org.souk.core.internal.guard.GuardedCall;
import org.souk.core.internal.guard.GuardedServices;

/**
 * Computes unit prices: starts from the list price and applies the catalog's own price rules, which it calls through the guard. Skips a
 * rule that fails; caches the price if all rules answered.
 */
@Component(service = Prices.class)
public final class Prices {
    private final CatalogJavaGuard guard;

    @Activate
    public Prices(@Reference CatalogJavaGuard guard) {
        this.guard = guard;
    }

    /** Returns the unit price for each query: zero or more, in the catalog's currency. */
    public List<Money> unitPrices(LiveCatalog shop, List<PriceQuery> queries) {
        List<PriceRule> rules = shop.services(PriceRule.class);
        if (rules.isEmpty()) {
            return queries.stream().map(query -> query.variant().price()).toList();
        }
        GuardedServices<PriceRule> guarded = guard.of(shop, PriceRule.class, rules);
        AtomicReferenceArray<@Nullable Money> answers = new AtomicReferenceArray<>(queries.size());
        boolean complete = true;
        for (int i = 0; i < queries.size(); i++) {
            Money known = guarded.cache().get(unit(queries.get(i)));
            answers.set(i, known);
            complete &= known != null;
        }
        if (!complete) {
            guarded.run(rules, call -> ask(call, guarded, shop.catalog(), queries, answers));
        }
        return IntStream.range(0, queries.size())
                .mapToObj(i -> Objects.requireNonNullElse(
                        answers.get(i), queries.get(i).variant().price()))
                .toList();
    }

    /** Computes the prices for a decision about a cart. Leaves out units that the catalog does not sell. */
    public PriceBook book(LiveCatalog shop, Collection<PricedUnit> units) {
        if (shop.services(PriceRule.class).isEmpty()) {
            return PriceBook.LIST_PRICES;
        }
        List<PriceQuery> queries = units.stream()
                .flatMap(unit -> shop.catalog().offer(unit.sku()).stream()
                        .map(offer -> new PriceQuery(offer.product(), offer.variant(), unit.quantity())))
                .toList();
        List<Money> prices = unitPrices(shop, queries);
        Map<PricedUnit, Money> book = new HashMap<>();
        for (int i = 0; i < prices.size(); i++) {
            book.put(unit(queries.get(i)), prices.get(i));
        }
        return new PriceBook(false, book);
    }

    private static PricedUnit unit(PriceQuery query) {
        return new PricedUnit(query.variant().sku(), query.quantity());
    }

    /** Asks the price rules on a thread of the catalog. */
    private static void ask(
            GuardedCall<PriceRule> call,
            GuardedServices<PriceRule> guarded,
            Catalog catalog,
            List<PriceQuery> queries,
            AtomicReferenceArray<@Nullable Money> answers) {
        for (int i = 0; i < queries.size() && !call.isAbandoned(); i++) {
            if (answers.get(i) == null) {
                answers.set(i, price(call, guarded, catalog, queries.get(i)));
            }
        }
    }

    private static Money price(
            GuardedCall<PriceRule> call, GuardedServices<PriceRule> guarded, Catalog catalog, PriceQuery query) {
        Money price = query.variant().price();
        boolean all = true;
        for (int i = 0; i < call.services(); i++) {
            PriceRule.Request request =
                    new PriceRule.Request(catalog, query.product(), query.variant(), query.quantity(), price);
            Money answer =
                    call.ask(i, query.variant().sku(), rule -> rule.unitPrice(request), money -> fault(money, catalog));
            all &= answer != null;
            price = answer == null ? price : answer;
        }
        if (all) {
            guarded.cache().put(unit(query), price);
        }
        return price;
    }

    private static @Nullable String fault(@Nullable Money price, Catalog catalog) {
        if (price == null) {
            return "answered null";
        }
        if (!price.currency().equals(catalog.currency())) {
            return "answered " + price + ", but the catalog sells in " + catalog.currency();
        }
        return price.isNegative() || price.compareTo(BoundedSums.max(price.currency())) > 0
                ? "answered " + price
                : null;
    }
}
