package org.souk.api.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Currency;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
    private static final Currency GBP = Currency.getInstance("GBP");

    @ParameterizedTest
    @CsvSource({
        "19.99, GBP, 1999",
        "20, GBP, 2000",
        "20.5, GBP, 2050",
        "20.50, GBP, 2050",
        "20.500, GBP, 2050",
        "0, GBP, 0",
        "7., GBP, 700",
        "1200, JPY, 1200",
        "1.234, KWD, 1234",
        "-3, GBP, -300",
        " 4.00 , EUR, 400",
    })
    void reads(String text, String currency, long amount) {
        assertThat(Money.parse(text, Currency.getInstance(currency)).amount()).isEqualTo(amount);
    }

    @ParameterizedTest
    @CsvSource({
        "'', GBP",
        "abc, GBP",
        "'1,99', GBP",
        "'1 000', GBP",
        "£5, GBP",
        "1e3, GBP",
        "1.999, GBP",
        "1.5, JPY",
        "+5, GBP",
        "--5, GBP",
        "NaN, GBP",
        "10000000000000000000, GBP",
        "1.2.3, GBP",
        ".5, GBP",
    })
    @DisplayName("what is not plainly an amount is refused, never rounded")
    void refuses(String text, String currency) {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.parse(text, Currency.getInstance(currency)));
    }

    @Test
    void readsWhatItWrites() {
        Random random = new Random(7);
        for (String code : new String[] {"GBP", "JPY", "KWD", "EUR"}) {
            Currency currency = Currency.getInstance(code);
            for (int i = 0; i < 1_000; i++) {
                Money money = new Money(random.nextLong(-1_000_000_000L, 1_000_000_000L), currency);
                assertThat(Money.parse(money.toMajor().toPlainString(), currency))
                        .isEqualTo(money);
            }
        }
    }

    @Test
    void neverMixesCurrencies() {
        Money pounds = new Money(1, GBP);
        Money euros = new Money(1, Currency.getInstance("EUR"));
        assertThatIllegalArgumentException().isThrownBy(() -> pounds.plus(euros));
        assertThatIllegalArgumentException().isThrownBy(() -> pounds.compareTo(euros));
    }

    @Test
    void neverWrapsAround() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> new Money(Long.MAX_VALUE, GBP).plus(new Money(1, GBP)));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> new Money(Long.MAX_VALUE / 2, GBP).times(3));
    }
}
