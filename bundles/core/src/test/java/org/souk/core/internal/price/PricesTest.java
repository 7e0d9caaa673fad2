package org.souk.core.internal.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.souk.api.cart.Carts.PriceQuery;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Sku;
import org.souk.api.money.Money;
import org.souk.api.spi.PriceRule;
import org.souk.core.internal.fake.TestShop;
import org.souk.core.internal.guard.CatalogJavaGuard;
import org.souk.core.internal.guard.Guards;

final class PricesTest {
    private static final PriceRule HALF =
            request -> new Money(request.price().amount() / 2, request.price().currency());

    private final CatalogJavaGuard guard = Guards.guard();
    private final Prices prices = new Prices(guard);
    private final TestShop shop = new TestShop("tack").sell("A", "10.00");

    @AfterEach
    void stop() {
        guard.close();
    }

    @Test
    void withoutRulesItIsTheListPrice() {
        assertThat(price(1)).isEqualTo(shop.money("10.00"));
    }

    @Test
    void eachRuleWorksOnWhatTheOneBeforeAnswered() {
        shop.rule(HALF).rule(request -> request.price().plus(shop.money("1.00")));

        assertThat(price(1)).isEqualTo(shop.money("6.00"));
    }

    @Test
    void aRuleKnowsTheQuantity() {
        shop.rule(request -> request.quantity() >= 10 ? shop.money("8") : request.price());

        assertThat(price(9)).isEqualTo(shop.money("10"));
        assertThat(price(10)).isEqualTo(shop.money("8"));
    }

    static List<PriceRule> faulty() {
        return List.of(
                request -> {
                    throw new IllegalStateException("broken");
                },
                request -> {
                    throw new NoClassDefFoundError("com/example/Gone");
                },
                request -> null,
                request -> new Money(-1, request.price().currency()),
                request -> new Money(Long.MAX_VALUE, request.price().currency()),
                request -> new Money(5, Currency.getInstance("JPY")),
                PricesTest::endless);
    }

    @SuppressWarnings("InfiniteRecursion")
    private static Money endless(PriceRule.Request request) {
        return endless(request).plus(endless(request));
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void aFaultyRuleIsLeftOutAndTheOthersGoOn(PriceRule faulty) {
        shop.rule(faulty).rule(HALF);

        assertThat(price(1)).isEqualTo(shop.money("5.00"));
    }

    private Money price(int quantity) {
        LiveCatalog live = shop.live();
        Catalog.Offer offer = live.catalog().offer(new Sku("A")).orElseThrow();
        return prices.unitPrices(live, List.of(new PriceQuery(offer.product(), offer.variant(), quantity)))
                .get(0);
    }
}
