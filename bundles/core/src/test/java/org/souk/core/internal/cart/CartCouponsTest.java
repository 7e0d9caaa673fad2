package org.souk.core.internal.cart;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.souk.api.cart.Cart;
import org.souk.api.cart.CartCoupon;
import org.souk.api.cart.CartCoupon.Problem;
import org.souk.api.cart.CartOutcome;
import org.souk.api.cart.Destination;
import org.souk.api.catalog.Coupon;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.Sku;
import org.souk.api.money.Money;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionToken;
import org.souk.core.internal.background.TaskScheduler;
import org.souk.core.internal.fake.MemoryDatabase;
import org.souk.core.internal.fake.TestShop;
import org.souk.core.internal.guard.CatalogJavaGuard;
import org.souk.core.internal.guard.Guards;
import org.souk.core.internal.price.Prices;
import org.souk.core.internal.stock.CountedStock;

final class CartCouponsTest {
    private static final Sku SADDLE = new Sku("SADDLE");
    private static final CouponCode TEN = new CouponCode("TEN");
    private static final CouponCode FIVER = new CouponCode("FIVER");
    private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");

    private final MemoryDatabase database = new MemoryDatabase();
    private final TaskScheduler scheduler = new TaskScheduler();
    private final CatalogJavaGuard guard = Guards.guard();
    private final Prices prices = new Prices(guard);
    private Instant now = END.minusSeconds(1);
    private final Pricing pricing = new Pricing(prices, new CountedStock(database, scheduler), new Settable());
    private final StoredCarts carts = new StoredCarts(database, prices, pricing);
    private final TestShop shop = tack();

    private final class Settable extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private static TestShop tack() {
        TestShop tack = new TestShop("tack").sell("SADDLE", "100.00").percentOff("TEN", "10");
        return tack.coupon(new Coupon(
                FIVER, "A fiver", new Coupon.Benefit.Amount(tack.money("5")), tack.money("200"), null, END, null));
    }

    @AfterEach
    void stop() {
        scheduler.close();
        guard.close();
    }

    @Test
    void aCouponMakesTheGoodsCheaperAndFollowsThem() {
        SessionToken session = saddles(1);

        Cart cart = changed(apply(session, TEN, null));

        assertThat(cart.coupon()).contains(new CartCoupon(TEN, "Coupon TEN", null, null));
        assertThat(cart.discount()).isEqualTo(shop.money("10"));
        assertThat(cart.total()).isEqualTo(shop.money("90"));
        assertThat(changed(carts.add(shop.live(), session, SADDLE, 1, null)).discount())
                .isEqualTo(shop.money("20"));
        int writes = database.writes;
        assertThat(view(session).total()).isEqualTo(shop.money("180"));
        assertThat(database.writes).as("nothing is news").isEqualTo(writes);
    }

    @Test
    void anotherTakesItsPlaceAndItComesOff() {
        SessionToken session = saddles(2);
        apply(session, TEN, null);

        assertThat(changed(apply(session, FIVER, null)).discount()).isEqualTo(shop.money("5"));

        Cart without = changed(carts.removeCoupon(shop.live(), session, null));
        assertThat(without.coupon()).isEmpty();
        assertThat(without.total()).isEqualTo(shop.money("200"));
        assertThat(changed(carts.removeCoupon(shop.live(), session, null))).isEqualTo(without);
    }

    @Test
    void anUnknownCodeLeavesTheCartAlone() {
        SessionToken session = saddles(1);
        apply(session, TEN, null);
        int writes = database.writes;

        assertThat(apply(session, new CouponCode("NONE"), null))
                .isEqualTo(new CartOutcome.UnknownCoupon(new CouponCode("none")));
        assertThat(database.writes).isEqualTo(writes);
        assertThat(view(session).discount()).isEqualTo(shop.money("10"));
    }

    @Test
    void whereThereIsNothingThereIsNothingToMakeCheaper() {
        SessionToken unknown = SessionToken.random(new SecureRandom());
        assertThat(apply(null, TEN, null)).isEqualTo(new CartOutcome.Empty());
        assertThat(apply(unknown, TEN, null)).isEqualTo(new CartOutcome.Empty());
        assertThat(carts.removeCoupon(shop.live(), unknown, null)).isEqualTo(new CartOutcome.Empty());
        assertThat(database.sessions).isEmpty();

        SessionToken session = saddles(1);
        carts.setQuantity(shop.live(), session, view(session).lines().get(0).id(), 0, null);
        assertThat(apply(session, TEN, null)).isEqualTo(new CartOutcome.Empty());
    }

    @Test
    void aKeyRepeatsItAndIsNoOthers() {
        SessionToken session = saddles(1);
        IdempotencyKey key = new IdempotencyKey("k-1");
        Cart first = changed(apply(session, TEN, key));

        assertThat(changed(apply(session, new CouponCode("ten"), key))).isEqualTo(first);
        assertThat(apply(session, FIVER, key)).isEqualTo(new CartOutcome.KeyReused());
        assertThat(carts.removeCoupon(shop.live(), session, key)).isEqualTo(new CartOutcome.KeyReused());
    }

    @Test
    void belowItsMinimumItWaits() {
        SessionToken session = saddles(1);

        Cart below = changed(apply(session, FIVER, null));

        Money least = shop.money("200");
        assertThat(below.coupon()).contains(new CartCoupon(FIVER, "A fiver", Problem.BELOW_MINIMUM, least));
        assertThat(below.discount().isZero()).isTrue();
        Cart enough = changed(carts.add(shop.live(), session, SADDLE, 1, null));
        assertThat(enough.coupon()).contains(new CartCoupon(FIVER, "A fiver", null, least));
        assertThat(enough.total()).isEqualTo(shop.money("195"));
    }

    @Test
    void whenItEndsTheCartSaysSoAndSteps() {
        SessionToken session = saddles(2);
        Cart before = changed(apply(session, FIVER, null));

        now = END;
        Cart after = view(session);

        assertThat(after.coupon().flatMap(CartCoupon::problem)).contains(Problem.EXPIRED);
        assertThat(after.total()).isEqualTo(shop.money("200"));
        assertThat(after.version()).isGreaterThan(before.version());
        assertThat(view(session)).isEqualTo(after);
    }

    @Test
    void oneThatVanishedStaysInTheCart() {
        SessionToken session = saddles(1);
        apply(session, TEN, null);

        Cart cart = carts.view(new TestShop("tack").sell("SADDLE", "100.00").live(), session, Destination.UNKNOWN);

        assertThat(cart.coupon()).contains(new CartCoupon(TEN, "TEN", Problem.GONE, null));
        assertThat(cart.total()).isEqualTo(shop.money("100"));
        assertThat(view(session).total()).as("it is back").isEqualTo(shop.money("90"));
    }

    private SessionToken saddles(int quantity) {
        return ((CartOutcome.Changed) carts.add(shop.live(), null, SADDLE, quantity, null)).session();
    }

    private CartOutcome apply(@Nullable SessionToken session, CouponCode code, @Nullable IdempotencyKey key) {
        return carts.applyCoupon(shop.live(), session, code, key);
    }

    private Cart view(SessionToken session) {
        return carts.view(shop.live(), session, Destination.UNKNOWN);
    }

    private static Cart changed(CartOutcome outcome) {
        return ((CartOutcome.Changed) outcome).cart();
    }
}
