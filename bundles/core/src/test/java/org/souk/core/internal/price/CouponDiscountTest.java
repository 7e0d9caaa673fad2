package org.souk.core.internal.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.api.cart.CartCoupon.Problem;
import org.souk.api.catalog.Coupon;
import org.souk.api.catalog.Coupon.Benefit;
import org.souk.api.catalog.CouponCode;
import org.souk.api.money.Money;

final class CouponDiscountTest {
    private static final Currency GBP = Currency.getInstance("GBP");
    private static final Instant NOON = Instant.parse("2026-12-24T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // percent, goods, off
        "10, 100.00, 10.00",
        "10, 0.05, 0.01",
        "10, 0.04, 0.00",
        "12.5, 0.99, 0.12",
        "0.01, 50.00, 0.01",
        "0.01, 49.99, 0.00",
        "100, 19.99, 19.99",
        "99.99, 1.00, 1.00",
        "33.33, 10.00, 3.33",
        "50, 0.00, 0.00",
        "100, 999999999999.99, 999999999999.99",
    })
    void aPartIsRoundedHalfUpOnce(String percent, String goods, String off) {
        Coupon coupon = coupon(new Benefit.Percent(new BigDecimal(percent)), null, null, null);

        assertThat(CouponDiscount.of(coupon, false, pounds(goods), NOON))
                .isEqualTo(new CouponDiscount(pounds(off), null));
    }

    @ParameterizedTest
    @CsvSource({"5.00, 20.00, 5.00", "5.00, 5.00, 5.00", "5.00, 3.00, 3.00", "5.00, 0.00, 0.00"})
    void anAmountIsNeverMoreThanTheGoods(String amount, String goods, String off) {
        Coupon coupon = coupon(new Benefit.Amount(pounds(amount)), null, null, null);

        assertThat(CouponDiscount.of(coupon, false, pounds(goods), NOON))
                .isEqualTo(new CouponDiscount(pounds(off), null));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // minimum, from, end, used up, problem
                "-, -, -, false, -",
                "20.00, -, -, false, -",
                "20.01, -, -, false, BELOW_MINIMUM",
                "-, 2026-12-24T12:00:00Z, -, false, -",
                "-, 2026-12-24T12:00:01Z, -, false, NOT_YET",
                "-, -, 2026-12-24T12:00:01Z, false, -",
                "-, -, 2026-12-24T12:00:00Z, false, EXPIRED",
                "-, -, -, true, USED_UP",
                "20.01, -, 2026-12-24T12:00:00Z, true, EXPIRED",
                "20.01, -, -, true, USED_UP",
            })
    void aCouponWithAProblemGivesNothing(
            @Nullable String minimum,
            @Nullable Instant from,
            @Nullable Instant end,
            boolean usedUp,
            @Nullable Problem problem) {
        Coupon coupon = coupon(new Benefit.Amount(pounds("5")), minimum == null ? null : pounds(minimum), from, end);

        CouponDiscount judged = CouponDiscount.of(coupon, usedUp, pounds("20"), NOON);

        assertThat(judged).isEqualTo(new CouponDiscount(pounds(problem == null ? "5" : "0"), problem));
    }

    @Test
    void oneThatVanishedGivesNothing() {
        assertThat(CouponDiscount.of(null, false, pounds("20"), NOON))
                .isEqualTo(new CouponDiscount(pounds("0"), Problem.GONE));
    }

    @Test
    void neverNegativeNeverMoreThanTheGoodsAndMoreGoodsNeverGetLess() {
        Random random = new Random(46);
        for (int round = 0; round < 20_000; round++) {
            Currency currency =
                    Currency.getInstance(List.of("GBP", "JPY", "KWD").get(random.nextInt(3)));
            Benefit benefit = random.nextBoolean()
                    ? new Benefit.Percent(BigDecimal.valueOf(random.nextInt(1, 10_001), 2))
                    : new Benefit.Amount(new Money(random.nextLong(1, 100_000), currency));
            Money minimum = random.nextBoolean() ? null : new Money(random.nextLong(100_000), currency);
            Coupon coupon = coupon(benefit, minimum, null, null);
            Money goods = new Money(random.nextLong(200_000), currency);

            Money off = CouponDiscount.of(coupon, false, goods, NOON).amount();
            Money offMore = CouponDiscount.of(
                            coupon, false, goods.plus(new Money(random.nextLong(500), currency)), NOON)
                    .amount();

            assertThat(off.isNegative()).isFalse();
            assertThat(off).isLessThanOrEqualTo(goods);
            assertThat(off).isLessThanOrEqualTo(offMore);
            if (benefit instanceof Benefit.Percent part && !off.isZero()) {
                BigDecimal exact = BigDecimal.valueOf(goods.amount())
                        .multiply(part.percent())
                        .movePointLeft(2);
                assertThat(BigDecimal.valueOf(off.amount()).subtract(exact).abs())
                        .isLessThanOrEqualTo(new BigDecimal("0.5"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "100.01", "10.005"})
    void percentagesHaveBounds(String percent) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Benefit.Percent(new BigDecimal(percent)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AB", "a b c", "TÜR", "", "AB\n"})
    void codesHaveAForm(String code) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CouponCode(code));
    }

    private static Coupon coupon(
            Benefit benefit, @Nullable Money minimum, @Nullable Instant from, @Nullable Instant end) {
        return new Coupon(new CouponCode("ten"), "Ten", benefit, minimum, from, end, null);
    }

    private static Money pounds(String major) {
        return Money.parse(major, GBP);
    }
}
