package org.souk.zuckerhut.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.api.money.Money;
import org.souk.api.spi.PriceRule;

final class QuantityPriceTest {
    private static final Currency EUR = Currency.getInstance("EUR");

    private final PriceRule rule = new QuantityPrice();

    @ParameterizedTest(name = "{0} pieces at {1} cost {2} each")
    @CsvSource({
        "1, 4.20, 4.20",
        "2, 4.20, 4.20",
        "3, 4.20, 3.78",
        "4, 4.20, 3.78",
        "99, 4.20, 3.78",
        "2147483647, 4.20, 3.78",
        // rounded to whole cents, half a cent up
        "3, 5.90, 5.31",
        "3, 0.05, 0.05",
        "3, 0.01, 0.01",
        "3, 0.04, 0.04",
        "3, 0.06, 0.05",
        "3, 0.00, 0.00",
        "2, 0.00, 0.00",
        "3, 1000000000000, 900000000000",
    })
    void takesATenthOffFromThreePieces(int quantity, String price, String expected) {
        assertThat(rule.unitPrice(asked(quantity, price))).isEqualTo(money(expected));
    }

    @Test
    void neverMakesAPieceDearer() {
        for (long amount = 0; amount < 2_000; amount++) {
            Money price = new Money(amount, EUR);
            Money reduced = rule.unitPrice(asked(3, price));

            assertThat(reduced.isNegative()).isFalse();
            assertThat(reduced).isLessThanOrEqualTo(price);
        }
    }

    @Test
    void keepsTheCurrency() {
        Money yen = new Money(1500, Currency.getInstance("JPY"));

        assertThat(rule.unitPrice(asked(3, yen))).isEqualTo(new Money(1350, Currency.getInstance("JPY")));
    }

    private static PriceRule.Request asked(int quantity, String price) {
        return asked(quantity, money(price));
    }

    /** The rule is the same for every product, so none is given. */
    private static PriceRule.Request asked(int quantity, Money price) {
        return new PriceRule.Request(null, null, null, quantity, price);
    }

    private static Money money(String text) {
        return Money.parse(text, EUR);
    }
}
