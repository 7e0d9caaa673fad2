package org.souk.core.internal.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.api.cart.Destination;
import org.souk.api.catalog.ShopSettings;
import org.souk.api.money.Money;
import org.souk.core.internal.fake.TestShop;

final class TotalsTest {
    private final TestShop shop =
            new TestShop("tack").ship("standard", "3.95", "60.00", "GB", "IE").ship("courier", "9.00", null);

    @ParameterizedTest
    @CsvSource({
        // included, percent, goods, country, method, shipping, tax, total
        "true,  20,   10.00, GB, , 3.95, 2.33, 13.95",
        "true,  20,   60.00, GB, , 0.00, 10.00, 60.00",
        "true,  20,   59.99, GB, , 3.95, 10.66, 63.94",
        "true,  20,   10.00, GB, courier, 9.00, 3.17, 19.00",
        "true,  20,   10.00, US, , 9.00, 0.00, 19.00",
        "true,  20,   10.00, US, standard, 9.00, 0.00, 19.00",
        "true,  20,   10.00, , , 3.95, 2.33, 13.95",
        "true,  20,   10.00, gb, , 3.95, 2.33, 13.95",
        "true,  20,   10.00, GB, teleport, 3.95, 2.33, 13.95",
        "false, 20,   10.00, GB, , 3.95, 2.79, 16.74",
        "false, 8.25, 10.00, GB, , 3.95, 1.15, 15.10",
        "false, 5,    0.10,  GB, , 3.95, 0.20, 4.25",
        "false, 0,    10.00, GB, , 3.95, 0.00, 13.95",
        "true,  20,   0.00,  GB, , 3.95, 0.66, 3.95",
        "true,  100,  10.00, GB, , 3.95, 6.98, 13.95",
    })
    void addsUp(
            boolean included,
            String percent,
            String goods,
            String country,
            String method,
            String shipping,
            String tax,
            String total) {
        shop.tax(included, "GB", percent);

        Totals totals = full(
                shop.settings(),
                List.of(new Totals.Goods(shop.money(goods), true, true)),
                new Destination(country, method));

        assertThat(totals.subtotal()).isEqualTo(shop.money(goods));
        assertThat(totals.shipping()).isEqualTo(shop.money(shipping));
        assertThat(totals.tax()).isEqualTo(shop.money(tax));
        assertThat(totals.total()).isEqualTo(shop.money(total));
    }

    @Test
    void nothingCostsNothing() {
        Totals totals = full(shop.tax(false, "*", "20").settings(), List.of(), Destination.UNKNOWN);

        assertThat(totals.total()).isEqualTo(shop.money("0"));
        assertThat(totals.shipping()).isEqualTo(shop.money("0"));
    }

    @Test
    void whatIsNotDeliveredCostsNoDelivery() {
        Totals totals =
                full(shop.settings(), List.of(new Totals.Goods(shop.money("5"), true, false)), Destination.UNKNOWN);

        assertThat(totals.total()).isEqualTo(shop.money("5"));
    }

    @Test
    void deliveryIsTaxedInTheProportionOfTheGoods() {
        shop.tax(false, "GB", "20");

        Totals totals = full(
                shop.settings(),
                List.of(
                        new Totals.Goods(shop.money("10"), true, true),
                        new Totals.Goods(shop.money("30"), false, true)),
                new Destination("GB", "courier"));

        assertThat(totals.tax()).isEqualTo(shop.money("2.45")); // 20 % of 10.00 + 9.00 / 4
    }

    @Test
    void taxIsRoundedOncePerRate() {
        shop.tax(false, "GB", "10");
        List<Totals.Goods> goods = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            goods.add(new Totals.Goods(shop.money("0.04"), true, false));
        }

        assertThat(full(shop.settings(), goods, Destination.UNKNOWN).tax()).isEqualTo(shop.money("0.04"));
    }

    @ParameterizedTest
    @CsvSource({"en-GB, , GB", "en, DE, DE", "en, , ''", "de-AT, CH, AT"})
    void theShopsOwnCountryIsItsLocalesElseItsTaxes(String locale, String taxed, String country) {
        TestShop other = new TestShop("other").locale(locale);
        if (taxed != null) {
            other.tax(true, "*", "5").tax(true, taxed, "20");
        }

        assertThat(Delivery.country(other.settings(), Destination.UNKNOWN)).isEqualTo(country);
    }

    @Test
    void partsAlwaysMakeTheTotalAndNoneIsNegative() {
        Random random = new Random(20);
        for (int round = 0; round < 5_000; round++) {
            boolean included = random.nextBoolean();
            String currency = List.of("GBP", "JPY", "KWD").get(random.nextInt(3));
            TestShop any = new TestShop("any")
                    .currency(currency)
                    .tax(included, "GB", random.nextInt(101) + "")
                    .ship("post", random.nextInt(20) + "", random.nextBoolean() ? null : "" + random.nextInt(50));
            List<Totals.Goods> goods = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                goods.add(new Totals.Goods(
                        new Money(random.nextLong(1, 100_000), any.settings().currency()),
                        random.nextBoolean(),
                        random.nextBoolean()));
            }
            long worth = goods.stream().mapToLong(g -> g.price().amount()).sum();
            Money discount =
                    new Money(random.nextLong(worth + 1), any.settings().currency());
            Totals totals = Totals.of(any.settings(), goods, discount, Destination.UNKNOWN);
            Totals undiscounted = full(any.settings(), goods, Destination.UNKNOWN);

            long parts = totals.subtotal().amount()
                    - totals.discount().amount()
                    + totals.shipping().amount()
                    + (included ? 0 : totals.tax().amount());
            assertThat(totals.total().amount()).isEqualTo(parts);
            assertThat(totals.subtotal().amount())
                    .isEqualTo(goods.stream().mapToLong(g -> g.price().amount()).sum());
            assertThat(List.of(totals.shipping(), totals.tax(), totals.discount(), totals.total()))
                    .noneMatch(Money::isNegative);
            assertThat(totals.tax().amount()).isLessThanOrEqualTo(totals.total().amount());
            assertThat(totals.discount()).isEqualTo(discount);
            assertThat(totals.shipping()).as("is not dearer").isEqualTo(undiscounted.shipping());
            assertThat(totals.tax()).isLessThanOrEqualTo(undiscounted.tax());
            assertThat(totals.total()).isLessThanOrEqualTo(undiscounted.total());
        }
    }

    /** Goods of 100 at 20 percent, with a discount of 10; of them so much is taxed. */
    @ParameterizedTest
    @CsvSource({
        "false, 100, 18.00, 108.00",
        "true, 100, 15.00, 90.00",
        "false, 50, 9.00, 99.00",
        "true, 50, 7.50, 90.00",
        "false, 33.33, 6.00, 96.00",
        "false, 0, 0.00, 90.00"
    })
    void taxIsOnWhatIsLeftOfWhatIsTaxed(boolean included, String taxed, String tax, String total) {
        Money rest = shop.money("100").minus(shop.money(taxed));
        Totals totals = Totals.of(
                new TestShop("taxed").tax(included, "*", "20").settings(),
                List.of(new Totals.Goods(shop.money(taxed), true, true), new Totals.Goods(rest, false, true)),
                shop.money("10"),
                Destination.UNKNOWN);

        assertThat(totals.tax()).isEqualTo(shop.money(tax));
        assertThat(totals.total()).isEqualTo(shop.money(total));
    }

    @Test
    void aDiscountTakesNoDeliveryThatWasFreeAway() {
        TestShop post = new TestShop("post").ship("post", "5", "50");
        Totals totals = Totals.of(
                post.settings(),
                List.of(new Totals.Goods(shop.money("50"), true, true)),
                shop.money("50"),
                Destination.UNKNOWN);

        assertThat(totals.total()).isEqualTo(shop.money("0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "10.01"})
    void noMoreThanTheGoodsIsTakenOffThem(String discount) {
        List<Totals.Goods> goods = List.of(new Totals.Goods(shop.money("10"), true, true));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Totals.of(shop.settings(), goods, shop.money(discount), Destination.UNKNOWN));
    }

    private static Totals full(ShopSettings shop, List<Totals.Goods> goods, Destination destination) {
        return Totals.of(shop, goods, Money.zero(shop.currency()), destination);
    }

    @Test
    void sumsEndAtTheLargestAmount() {
        Money most = BoundedSums.max(shop.settings().currency());

        assertThat(BoundedSums.times(most, 9_999)).isEqualTo(most);
        assertThat(BoundedSums.plus(most, most)).isEqualTo(most);
        assertThat(BoundedSums.times(new Money(2, most.currency()), 3)).isEqualTo(new Money(6, most.currency()));
        Totals totals = full(
                shop.tax(false, "*", "100").settings(),
                List.of(new Totals.Goods(most, true, true), new Totals.Goods(most, true, true)),
                Destination.UNKNOWN);
        assertThat(totals.subtotal()).isEqualTo(most);
    }
}
