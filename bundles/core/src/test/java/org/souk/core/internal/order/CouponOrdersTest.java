package org.souk.core.internal.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.souk.api.cart.Cart;
import org.souk.api.cart.CartCoupon;
import org.souk.api.cart.CartCoupon.Problem;
import org.souk.api.cart.CartOutcome;
import org.souk.api.cart.Destination;
import org.souk.api.catalog.Coupon;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.Sku;
import org.souk.api.order.Address;
import org.souk.api.order.CheckoutRequest;
import org.souk.api.order.Order;
import org.souk.api.order.Placement;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionToken;
import org.souk.core.internal.background.TaskScheduler;
import org.souk.core.internal.cart.Pricing;
import org.souk.core.internal.cart.StoredCarts;
import org.souk.core.internal.fake.MemoryDatabase;
import org.souk.core.internal.fake.TestShop;
import org.souk.core.internal.guard.CatalogJavaGuard;
import org.souk.core.internal.guard.Guards;
import org.souk.core.internal.node.ThisNode;
import org.souk.core.internal.node.ThisNodes;
import org.souk.core.internal.price.Prices;
import org.souk.core.internal.stock.CountedStock;

final class CouponOrdersTest {
    private static final CouponCode TEN = new CouponCode("TEN");
    private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");
    private static final CheckoutRequest PLAIN = new CheckoutRequest(
            "ann@example.org",
            new Address("Ann", "1 Mews Lane", "", "Hay", "", "HR3 5AA", "GB"),
            null,
            null,
            null,
            URI.create("http://tack.localhost:8181"));

    private final MemoryDatabase database = new MemoryDatabase();
    private final TaskScheduler idle = new TaskScheduler();
    private final CatalogJavaGuard guard = Guards.guard();
    private final Prices prices = new Prices(guard);
    private final CountedStock stock = new CountedStock(database, idle);
    private final StoredCarts carts = new StoredCarts(database, prices, pricing(END.minusSeconds(1)));
    private final StoredOrders orders = orders(END.minusSeconds(1));
    private int keys;

    @BeforeEach
    void seed() {
        idle.close();
        database.stock().seed(tack(1).id, "d1", Map.of());
    }

    @AfterEach
    void stop() {
        guard.close();
    }

    private Pricing pricing(Instant now) {
        return new Pricing(prices, stock, Clock.fixed(now, ZoneOffset.UTC));
    }

    private StoredOrders orders(Instant now) {
        ThisNode node = ThisNodes.node("all", "", database, idle);
        PaymentProcessor processor = new PaymentProcessor(
                Duration.ofMinutes(30), Duration.ofSeconds(15), database, new Gateways(guard), stock, node);
        return new StoredOrders(database, pricing(now), stock, node, processor);
    }

    private static TestShop tack(int uses) {
        Coupon.Benefit ten = new Coupon.Benefit.Percent(BigDecimal.TEN);
        return new TestShop("tack")
                .tax(true, "GB", "20")
                .ship("standard", "3.95", "95", "GB")
                .sell("SADDLE", "100.00")
                .coupon(new Coupon(TEN, "Ten", ten, null, null, END, uses));
    }

    @Test
    @DisplayName(
            "the order has the coupon, its discount, the tax on what is left, and the delivery that was free without it")
    void anOrderWithACoupon() {
        Order.Details details = placed(place(orders, shopper())).details();

        assertThat(details.coupon()).contains(TEN);
        assertThat(details.subtotal()).isEqualTo(tack(1).money("100"));
        assertThat(details.discount()).isEqualTo(tack(1).money("10"));
        assertThat(details.shipping().isZero()).isTrue();
        assertThat(details.tax()).isEqualTo(tack(1).money("15"));
        assertThat(details.total()).isEqualTo(tack(1).money("90"));
    }

    @Test
    @DisplayName("used up, the cart tells so and costs what it costs without; that is ordered at the next click")
    void usedUp() {
        SessionToken late = shopper();
        placed(place(orders, shopper()));

        Cart shown = ((Placement.PriceChanged) place(orders, late)).cart();

        assertThat(shown.coupon().flatMap(CartCoupon::problem)).contains(Problem.USED_UP);
        assertThat(shown.total()).isEqualTo(tack(1).money("100"));
        assertThat(carts.view(tack(1).live(), late, Destination.UNKNOWN)).isEqualTo(shown);
        Order.Details details = placed(place(orders, late)).details();
        assertThat(details.coupon()).isEmpty();
        assertThat(details.total()).isEqualTo(tack(1).money("100"));
    }

    @Test
    @DisplayName("put on once more it is tried once more")
    void triedOnceMore() {
        SessionToken late = shopper();
        placed(place(orders, shopper()));
        place(orders, late);

        Cart again = ((CartOutcome.Changed) carts.applyCoupon(tack(2).live(), late, TEN, null)).cart();

        assertThat(again.total()).isEqualTo(tack(2).money("90"));
        assertThat(placed(orders.place(tack(2).live(), late, PLAIN, key()))
                        .details()
                        .coupon())
                .contains(TEN);
    }

    @Test
    @DisplayName("one that ended since it was shown is shown before it is paid")
    void endedSinceItWasShown() {
        SessionToken session = shopper();

        StoredOrders later = orders(END);
        Cart shown = ((Placement.PriceChanged) place(later, session)).cart();

        assertThat(shown.coupon().flatMap(CartCoupon::problem)).contains(Problem.EXPIRED);
        assertThat(shown.total()).isEqualTo(tack(1).money("100"));
        assertThat(placed(place(later, session)).details().discount().isZero()).isTrue();
    }

    @Test
    @DisplayName("one that gives less now is shown before it is paid")
    void lessThanShown() {
        SessionToken session = shopper();
        TestShop less = new TestShop("tack").sell("SADDLE", "100.00").percentOff("TEN", "5");

        Placement first = orders.place(less.live(), session, PLAIN, key());

        assertThat(((Placement.PriceChanged) first).cart().total()).isEqualTo(less.money("95"));
        assertThat(placed(orders.place(less.live(), session, PLAIN, key()))
                        .details()
                        .total())
                .isEqualTo(less.money("95"));
    }

    private SessionToken shopper() {
        SessionToken session =
                ((CartOutcome.Changed) carts.add(tack(1).live(), null, new Sku("SADDLE"), 1, null)).session();
        carts.applyCoupon(tack(1).live(), session, TEN, null);
        return session;
    }

    private Placement place(StoredOrders by, SessionToken session) {
        return by.place(tack(1).live(), session, PLAIN, key());
    }

    private IdempotencyKey key() {
        return new IdempotencyKey("key-" + keys++);
    }

    private static Order placed(Placement placement) {
        assertThat(placement).isInstanceOf(Placement.Placed.class);
        return ((Placement.Placed) placement).order();
    }
}
