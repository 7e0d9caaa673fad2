package org.souk.persistence.internal.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.ShopSettings.OrderNumbering;
import org.souk.api.catalog.Sku;
import org.souk.api.money.Money;
import org.souk.api.order.Order;
import org.souk.api.payment.PaymentAttempt;
import org.souk.api.payment.PaymentAttempt.State;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionKey;
import org.souk.api.stock.StockLevel;
import org.souk.api.store.CartStore;
import org.souk.api.store.OrderStore;
import org.souk.api.store.OrderStore.Decision;
import org.souk.api.store.OrderStore.Placing;
import org.souk.api.store.PaymentStore;
import org.souk.api.store.PaymentStore.Step;
import org.souk.api.store.StoredCart;
import org.souk.api.store.StoredCoupon;
import org.souk.persistence.internal.cart.SqlCartStore;
import org.souk.persistence.internal.connection.Crowd;
import org.souk.persistence.internal.connection.Shop;
import org.souk.persistence.internal.connection.TestDatabase;
import org.souk.persistence.internal.payment.JpaPaymentStore;
import org.souk.persistence.internal.stock.SqlStockStore;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class CouponUsesTest {
    private static final CouponCode TEN = new CouponCode("TEN");
    private static final CouponCode ZOO = new CouponCode("ZOO");
    private static final OrderStore.Terms TERMS = new OrderStore.Terms(new OrderNumbering("T-", 1001), "node-1", false);
    private static final Step PAID = new Step.Place("ref", TERMS);
    private static final Step LATE = new Step.End(State.CANCELLING, "not paid in time", Duration.ofMinutes(1));
    private final TestDatabase database;
    private final CartStore carts;
    private final OrderStore orders;
    private final OrderStore otherContainer;
    private final PaymentStore payments;
    private final SqlStockStore stock;
    private final Shop shop;

    CouponUsesTest(TestDatabase database) {
        this.database = database;
        SqlCartStore store = new SqlCartStore(database.shared());
        carts = store;
        orders = new JpaOrderStore(database.shared());
        otherContainer = new JpaOrderStore(database.second());
        payments = new JpaPaymentStore(database.shared());
        stock = new SqlStockStore(database.shared());
        shop = new Shop(store);
        stock.seed(shop.id, "d1", Map.of(new Sku("a"), 50));
    }

    @Test
    @DisplayName("a cart keeps its coupon until it is taken off or ordered")
    void aCartKeepsItsCoupon() {
        SessionKey session = shop.sessionWith("a", 1);
        StoredCoupon coupon = new StoredCoupon(TEN, new Money(10, Shop.GBP), false);
        StoredCart with = put(session, coupon);
        assertThat(with.coupon()).contains(coupon);
        assertThat(carts.find(shop.id, session)).contains(with);
        assertThat(shop.add(session, false, "b", 1).coupon()).contains(coupon);
        StoredCoupon usedUp = new StoredCoupon(TEN, new Money(0, Shop.GBP), true);
        assertThat(put(session, usedUp).coupon()).contains(usedUp);
        assertThat(put(session, null).coupon()).isEmpty();
        assertThat(carts.find(shop.id, session).orElseThrow().coupon()).isEmpty();

        put(session, coupon);
        assertThat(place(session, TEN, 1)).isInstanceOf(Placing.Placed.class);
        assertThat(shop.add(session, false, "a", 1).coupon()).isEmpty();
        assertThat(carts.find(shop.id, session).orElseThrow().coupon()).isEmpty();
    }

    @Test
    @DisplayName("16 orders race on two containers for 3 uses: 3 have them, in the order and in the stock")
    void neverMoreOrdersThanUses() throws Exception {
        List<SessionKey> shoppers =
                IntStream.range(0, 16).mapToObj(i -> shop.sessionWith("a", 1)).toList();
        List<Placing<String>> placings = Crowd.of(8, 16, i -> (i % 2 == 0 ? orders : otherContainer)
                .place(command(shoppers.get(i), Shop.newKey()), using(TEN, 3)));
        assertThat(placings).filteredOn(Placing.Placed.class::isInstance).hasSize(3);
        assertThat(placings)
                .filteredOn(p -> !(p instanceof Placing.Placed))
                .hasSize(13)
                .allSatisfy(p -> assertThat(p).isEqualTo(new Placing.CouponUsedUp<>(TEN)));
        assertThat(orders.list(shop.id, 100))
                .extracting(Order::details)
                .allSatisfy(details -> assertThat(details.coupon()).contains(TEN));
        assertThat(orders.list(shop.id, 100)).hasSize(3);
        assertThat(level()).isEqualTo(new StockLevel(shop.id, new Sku("a"), 47, 0));
    }

    @Test
    @DisplayName("orders that use a coupon for the first time at once all have a use, if there are enough")
    void theFirstUsesAtOnceAreAllCounted() {
        for (int i = 0; i < 20; i++) {
            CouponCode code = new CouponCode("NEW" + i);
            List<SessionKey> shoppers = IntStream.range(0, 6)
                    .mapToObj(n -> shop.sessionWith("b", 1))
                    .toList();
            List<Placing<String>> placings = Crowd.of(6, 6, n -> (n % 2 == 0 ? orders : otherContainer)
                    .place(
                            command(shoppers.get(n), Shop.newKey()),
                            cart -> new Decision.Place<>(SampleDetails.of(cart, code), Map.of(), Set.of(), 6)));
            assertThat(placings).allMatch(Placing.Placed.class::isInstance);
        }
    }

    @Test
    @DisplayName("a repeat under the same key uses it once")
    void aRepeatUsesItOnce() {
        SessionKey session = shop.sessionWith("a", 1);
        IdempotencyKey key = Shop.newKey();
        Placing<String> first = orders.place(command(session, key), using(TEN, 1));
        assertThat(otherContainer.place(command(session, key), using(TEN, 1))).isEqualTo(first);
        assertThat(place(shop.sessionWith("a", 1), TEN, 1)).isEqualTo(new Placing.CouponUsedUp<>(TEN));
        assertThat(place(shop.sessionWith("a", 1), TEN, 2)).isInstanceOf(Placing.Placed.class);
        assertThat(place(shop.sessionWith("a", 1), ZOO, 1)).isInstanceOf(Placing.Placed.class);
    }

    @Test
    @DisplayName("an attempt to pay holds a use, and gives it back when it ends without an order")
    void anAttemptHoldsAUse() {
        PaymentAttempt attempt = begin(shop.sessionWith("a", 1), TEN, 1);
        assertThat(attempt.details().coupon()).contains(TEN);
        assertThat(place(shop.sessionWith("a", 1), TEN, 1)).isEqualTo(new Placing.CouponUsedUp<>(TEN));
        settle(attempt, new Step.End(State.DECLINED, "no", null));
        settle(attempt, new Step.Keep());
        assertThat(place(shop.sessionWith("a", 1), TEN, 1)).isInstanceOf(Placing.Placed.class);
        assertThat(place(shop.sessionWith("a", 1), TEN, 1)).isEqualTo(new Placing.CouponUsedUp<>(TEN));
    }

    @Test
    @DisplayName("paid, the use is the order's")
    void aPaidAttemptsUseIsTheOrders() {
        PaymentAttempt attempt = begin(shop.sessionWith("a", 1), TEN, 1);
        PaymentAttempt paid = settle(attempt, PAID);
        assertThat(paid.state()).isEqualTo(State.PLACED);
        assertThat(orders.find(shop.id, paid.order().orElseThrow())
                        .orElseThrow()
                        .details())
                .isEqualTo(attempt.details());
        assertThat(place(shop.sessionWith("a", 1), TEN, 1)).isEqualTo(new Placing.CouponUsedUp<>(TEN));
    }

    @Test
    @DisplayName("money that comes late makes the order if there is still a use, else it goes back")
    void lateMoney() {
        PaymentAttempt late = begin(shop.sessionWith("a", 1), TEN, 1);
        settle(late, LATE);
        assertThat(settle(late, PAID).state()).isEqualTo(State.PLACED);

        PaymentAttempt later = begin(shop.sessionWith("a", 1), ZOO, 1);
        settle(later, LATE);
        assertThat(place(shop.sessionWith("a", 1), ZOO, 1)).isInstanceOf(Placing.Placed.class);
        assertThat(settle(later, PAID).state()).isEqualTo(State.REFUND_DUE);
        assertThat(level()).isEqualTo(new StockLevel(shop.id, new Sku("a"), 48, 0));
        assertThat(orders.list(shop.id, 10)).hasSize(2);
    }

    @Test
    @DisplayName("an attempt that gives way to another order of its cart hands its use on")
    void givingWayHandsTheUseOn() {
        SessionKey session = shop.sessionWith("a", 1);
        begin(session, TEN, 1);
        PaymentAttempt second = begin(session, TEN, 1);
        assertThat(second.state()).isEqualTo(State.OPEN);
        begin(session, ZOO, 1);
        PaymentAttempt back = begin(session, TEN, 1);
        assertThat(back.details().coupon()).contains(TEN);
        assertThat(place(session, TEN, 1)).isInstanceOf(Placing.Placed.class);
        assertThat(settle(back, PAID).state()).isEqualTo(State.REFUND_DUE);
        assertThat(place(shop.sessionWith("a", 1), ZOO, 1)).isInstanceOf(Placing.Placed.class);
        assertThat(place(shop.sessionWith("a", 1), TEN, 1)).isEqualTo(new Placing.CouponUsedUp<>(TEN));
    }

    private StoredCart put(SessionKey session, @Nullable StoredCoupon coupon) {
        CartStore.Change<String> change = carts.change(
                shop.command(session, false, null, "f"),
                cart -> new CartStore.Decision.Write<>(cart.lines(), coupon, "put"));
        return ((CartStore.Change.Decided<String>) change).cart();
    }

    private Placing<String> place(SessionKey session, CouponCode code, int most) {
        return orders.place(command(session, Shop.newKey()), using(code, most));
    }

    private PaymentAttempt begin(SessionKey session, CouponCode code, int most) {
        Placing<String> placing = orders.place(
                command(session, Shop.newKey()),
                cart -> new Decision.Pay<>(
                        placing(cart, code, most),
                        URI.create("http://tack.localhost:8181"),
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(1)));
        return ((Placing.Attempted<String>) placing).attempt();
    }

    private PaymentAttempt settle(PaymentAttempt attempt, Step step) {
        return payments.settle(shop.id, attempt.id(), found -> step).orElseThrow();
    }

    /** Each with a different body, so that none continues another one's attempt. */
    private OrderStore.Command command(SessionKey session, IdempotencyKey key) {
        return new OrderStore.Command(shop.id, session, key, key.value(), TERMS);
    }

    private static Function<StoredCart, Decision<String>> using(CouponCode code, int most) {
        return cart -> placing(cart, code, most);
    }

    private static Decision.Place<String> placing(StoredCart cart, CouponCode code, int most) {
        return new Decision.Place<>(SampleDetails.of(cart, code), Map.of(new Sku("a"), 1), Set.of(), most);
    }

    private StockLevel level() {
        return stock.levels(shop.id).get(0);
    }
}
