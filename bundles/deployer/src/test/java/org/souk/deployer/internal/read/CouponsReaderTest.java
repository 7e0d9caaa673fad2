package org.souk.deployer.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.api.catalog.Coupon;
import org.souk.api.catalog.CouponCode;
import org.souk.api.money.Money;

class CouponsReaderTest {
    @Test
    void aShopNeedsNone() {
        assertThat(Readings.more("").catalog().settings().coupons()).isEmpty();
    }

    @Test
    void everyKeyIsRead() {
        Readings read = Readings.more("""
                coupons:
                  - {code: spring-10, name: Ten off, percent: 12.5, minimum: 20, from: 2026-03-01, until: 2026-03-31, uses: 7}
                  - {code: 2026, amount: "5.00", from: 2026-03-01T08:00+01:00, until: "2026-03-31T20:00:30Z"}
                """);
        assertThat(read.told()).isEmpty();
        Map<CouponCode, Coupon> coupons = read.catalog().settings().coupons();
        assertThat(coupons).hasSize(2);
        Coupon spring = coupons.get(new CouponCode("Spring-10"));
        Money twenty = Money.parse("20", read.catalog().currency());
        assertThat(spring)
                .isEqualTo(new Coupon(
                        new CouponCode("SPRING-10"),
                        "Ten off",
                        new Coupon.Benefit.Percent(new BigDecimal("12.5")),
                        twenty,
                        Instant.parse("2026-03-01T00:00:00Z"),
                        Instant.parse("2026-04-01T00:00:00Z"),
                        7));
        Coupon year = coupons.get(new CouponCode("2026"));
        assertThat(year.name()).isEqualTo("2026");
        assertThat(year.uses()).isEmpty();
        assertThat(year.fromOrNull()).isEqualTo(Instant.parse("2026-03-01T07:00:00Z"));
        assertThat(year.endOrNull()).isEqualTo(Instant.parse("2026-03-31T20:00:30Z"));
    }

    @Test
    void oneDayIsADay() {
        Coupon day = Readings.more("coupons: [{code: DAY, percent: 100, from: 2026-12-24, until: 2026-12-24}]\n")
                .catalog()
                .settings()
                .coupons()
                .get(new CouponCode("day"));
        assertThat(day.beginsAfter(Instant.parse("2026-12-23T23:59:59Z"))).isTrue();
        assertThat(day.beginsAfter(Instant.parse("2026-12-24T00:00:00Z"))).isFalse();
        assertThat(day.isOver(Instant.parse("2026-12-24T23:59:59.999Z"))).isFalse();
        assertThat(day.isOver(Instant.parse("2026-12-25T00:00:00Z"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{percent: 10} | catalog.yaml:6: 'code' is missing; write it like 'code: SPRING-10'",
                "{code: ab, percent: 10} | catalog.yaml:6: code: 'ab' is no code; write 3 to 40 letters",
                "{code: 'TEN OFF', percent: 10} | 'TEN OFF' is no code",
                "{code: TEN} | catalog.yaml:6: a coupon has either 'percent' or 'amount'; write one of them",
                "{code: TEN, percent: 10, amount: 5} | a coupon has either 'percent' or 'amount'",
                "{code: TEN, percent: 0} | percent: '0' is no percentage of a coupon; write a number above 0",
                "{code: TEN, percent: 100.01} | '100.01' is no percentage of a coupon",
                "{code: TEN, percent: 1.005} | '1.005' is no percentage of a coupon",
                "{code: TEN, percent: 10%} | '10%' is no percentage of a coupon",
                "{code: TEN, amount: 0} | amount: the amount '0' takes nothing off; write more than 0",
                "{code: TEN, amount: -5} | the amount '-5' is negative",
                "{code: TEN, amount: 1.999} | has more decimals than GBP",
                "{code: TEN, amount: 5, minimum: x} | minimum: the minimum 'x' is not an amount of money",
                "{code: TEN, amount: 5, from: 24.12.2026} | from: '24.12.2026' is no date; write a day (of UTC)",
                "{code: TEN, amount: 5, from: 2026-02-30} | '2026-02-30' is no date",
                "{code: TEN, amount: 5, until: '2026-12-24T18:00'} | or a time with its offset",
                "{code: TEN, amount: 5, until: +1000000000-12-31} | is no date",
                "{code: TEN, amount: 5, from: 2026-12-24, until: 2026-12-23} | 'until' is before 'from'",
                "{code: TEN, amount: 5, uses: 0} | uses: '0' is not a whole number from 1 to 1000000000",
                "{code: TEN, amount: 5, use: 1} | the key 'use' is unknown; did you mean 'uses'?",
                "{code: TEN, amount: 5}, {code: ten, amount: 6} | the coupon 'TEN' appears twice in 'coupons'",
            })
    void whatIsWrongIsToldWithItsLine(String coupons, String message) {
        assertThat(Readings.more("coupons: [" + coupons + "]\n").told())
                .anySatisfy(told -> assertThat(told).startsWith("ERROR").contains(message));
    }

    @Test
    void thereIsABound() {
        assertThat(Readings.more(coupons(CouponsReader.MAX_COUPONS))
                        .catalog()
                        .settings()
                        .coupons())
                .hasSize(CouponsReader.MAX_COUPONS);
        assertThat(Readings.more(coupons(CouponsReader.MAX_COUPONS + 1)).told())
                .singleElement()
                .satisfies(told ->
                        assertThat(told).contains("catalog.yaml:7: there are 10001 coupons; write at most 10000"));
    }

    private static String coupons(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "  - {code: C-" + i + ", percent: 5}\n")
                .collect(Collectors.joining("", "coupons:\n", ""));
    }
}
