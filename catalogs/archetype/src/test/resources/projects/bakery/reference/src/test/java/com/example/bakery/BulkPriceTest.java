package com.example.bakery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.api.money.Money;
import org.souk.api.spi.PriceRule;

final class BulkPriceTest {
    private static final Currency EUR = Currency.getInstance("EUR");

    @ParameterizedTest(name = "{0} pieces at {1} cost {2} each")
    @CsvSource({"1, 12.00, 12.00", "4, 12.00, 12.00", "5, 12.00, 10.80", "99, 12.00, 10.80", "5, 0.05, 0.05", "5, 0.00, 0.00"})
    void takesATenthOffFromFivePieces(int quantity, String price, String expected) {
        // the rule is the same for every product, so none is given
        PriceRule.Request request = new PriceRule.Request(null, null, null, quantity, Money.parse(price, EUR));

        assertThat(new BulkPrice().unitPrice(request)).isEqualTo(Money.parse(expected, EUR));
    }
}
