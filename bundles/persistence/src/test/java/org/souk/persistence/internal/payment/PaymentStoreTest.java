package org.souk.persistence.internal.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.souk.api.catalog.ShopSettings.OrderNumbering;
import org.souk.api.catalog.Sku;
import org.souk.api.order.Order;
import org.souk.api.order.OrderStatus;
import org.souk.api.order.Shortage;
import org.souk.api.payment.PaymentAttempt;
import org.souk.api.payment.PaymentAttempt.State;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionKey;
import org.souk.api.stock.StockLevel;
import org.souk.api.store.CartStore;
import org.souk.api.store.OrderStore;
import org.souk.api.store.OrderStore.Decision;
import org.souk.api.store.OrderStore.Placing;
import org.souk.api.store.OutboxStore;
import org.souk.api.store.PaymentStore;
import org.souk.api.store.PaymentStore.Step;
import org.souk.api.store.StockStore;
import org.souk.api.store.StoredCart;
import org.souk.api.store.StoredLine;
import org.souk.itests.Await;
import org.souk.persistence.internal.cart.SqlCartStore;
import org.souk.persistence.internal.connection.Crowd;
import org.souk.persistence.internal.connection.Shop;
import org.souk.persistence.internal.connection.TestDatabase;
import org.souk.persistence.internal.housekeeping.SqlHousekeepingStore;
import org.souk.persistence.internal.order.JpaOrderStore;
import org.souk.persistence.internal.order.SampleDetails;
import org.souk.persistence.internal.order.SqlOutboxStore;
import org.souk.persistence.internal.stock.SqlStockStore;
import org.souk.persistence.internal.transaction.DatabaseCall;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class PaymentStoreTest {
    private static final Duration HOLD = Duration.ofMinutes(30);
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final OrderStore.Terms TERMS = new OrderStore.Terms(new OrderNumbering("T-", 1001), "node-1", true);
    private static final Step PAID =
            new Step.Place("ref", new OrderStore.Terms(new OrderNumbering("T-", 1001), "node-2", true));
    private final TestDatabase database;
    private final SqlCartStore carts;
    private final OrderStore orders;
    private final PaymentStore payments;
    private final PaymentStore otherContainer;
    private final SqlHousekeepingStore housekeeping;
    private final OutboxStore outbox;
    private final StockStore stock;
    private final Shop shop;

    PaymentStoreTest(TestDatabase database) {
        this.database = database;
        carts = new SqlCartStore(database.shared());
        orders = new JpaOrderStore(database.shared());
        payments = new JpaPaymentStore(database.shared());
        otherContainer = new JpaPaymentStore(database.second());
        housekeeping = new SqlHousekeepingStore(database.shared());
        outbox = new SqlOutboxStore(database.shared());
        stock = new SqlStockStore(database.shared());
        shop = new Shop(carts);
        stock.seed(shop.id, "d1", Map.of(new Sku("a"), 5, new Sku("b"), 5));
    }

    @Test
    @DisplayName("an attempt holds the pieces and leaves the cart; paid, it is the order that was frozen")
    void paid() {
        SessionKey session = shop.sessionWith("a", 2);
        PaymentAttempt attempt = begin(session, Shop.newKey());
        assertThat(attempt.state()).isEqualTo(State.OPEN);
        assertThat(level("a")).isEqualTo(new StockLevel(shop.id, new Sku("a"), 3, 2));
        assertThat(pieces(session)).isEqualTo(2);
        assertThat(orders.list(shop.id, 10)).isEmpty();
        assertThat(payments.reserved(shop.id, session)).isEqualTo(Map.of(new Sku("a"), 2));
        assertThat(payments.reserved(shop.id, Shop.newSession())).isEmpty();

        PaymentAttempt after = settle(attempt, PAID);

        assertThat(payments.reserved(shop.id, session)).isEmpty();

        assertThat(after.state()).isEqualTo(State.PLACED);
        Order order = orders.find(shop.id, after.order().orElseThrow()).orElseThrow();
        assertThat(order.status()).isEqualTo(OrderStatus.PAID);
        assertThat(order.node()).isEqualTo("node-2");
        assertThat(order.details()).isEqualTo(attempt.details());
        assertThat(level("a")).isEqualTo(new StockLevel(shop.id, new Sku("a"), 3, 0));
        assertThat(pieces(session)).isZero();
        assertThat(outbox.take(shop.id, 10, LEASE))
                .extracting(OutboxStore.Message::order)
                .containsExactly(order);
    }

    @Test
    @DisplayName("what was put in after the attempt began stays in a new cart")
    void laterLinesStay() {
        SessionKey session = shop.sessionWith("a", 2);
        PaymentAttempt attempt = begin(session, Shop.newKey());
        shop.add(session, false, "a", 1);
        shop.add(session, false, "b", 4);
        settle(attempt, PAID);
        assertThat(cart(session).lines().stream()
                        .collect(Collectors.toMap(line -> line.sku().value(), StoredLine::quantity)))
                .isEqualTo(Map.of("a", 1, "b", 4));
        assertThat(orders.place(command(session, Shop.newKey(), "f"), place(Set.of())))
                .isInstanceOf(Placing.Placed.class);
        assertThat(orders.list(shop.id, 10)).hasSize(2);
    }

    @Test
    @DisplayName("who empties the cart while they pay gets what was frozen, and the next cart is another")
    void emptiedMeanwhile() {
        SessionKey session = shop.sessionWith("a", 2);
        PaymentAttempt attempt = begin(session, Shop.newKey());
        carts.change(
                shop.command(session, false, null, "f"),
                cart -> new CartStore.Decision.Write<>(List.of(), null, "emptied"));
        settle(attempt, PAID);
        assertThat(orders.list(shop.id, 10)).hasSize(1);
        shop.add(session, false, "b", 1);
        settle(begin(session, Shop.newKey()), PAID);
        assertThat(orders.list(shop.id, 10)).hasSize(2);
    }

    @Test
    @DisplayName("when the session is gone there is the order all the same")
    void withoutASession() {
        SessionKey session = shop.sessionWith("a", 2);
        PaymentAttempt attempt = begin(session, Shop.newKey());
        assertThat(housekeeping.removeSessions(shop.id, Duration.ZERO, 10)).isEqualTo(1);
        assertThat(settle(attempt, PAID).state()).isEqualTo(State.PLACED);
        assertThat(level("a")).isEqualTo(new StockLevel(shop.id, new Sku("a"), 3, 0));
    }

    @Test
    @DisplayName("another total than that of the open attempt is another attempt")
    void anotherTotal() {
        SessionKey session = shop.sessionWith("a", 2);
        PaymentAttempt attempt = begin(session, Shop.newKey());
        PaymentAttempt dearer = attempt(orders.place(command(session, Shop.newKey(), "f"), cart -> {
            Decision.Place<String> place = placing(cart, Set.of());
            StoredLine line = cart.lines().get(0);
            StoredCart other =
                    new StoredCart(cart.version(), List.of(Shop.line(line.sku().value(), line.quantity(), 999)), null);
            return new Decision.Pay<>(
                    new Decision.Place<>(SampleDetails.of(other), place.take(), Set.of(), 0),
                    URI.create("http://tack.localhost:8181"),
                    HOLD,
                    HOLD);
        }));
        assertThat(dearer.id()).isNotEqualTo(attempt.id());
        assertThat(payments.find(shop.id, attempt.id()).orElseThrow().state()).isEqualTo(State.CANCELLING);
        assertThat(level("a")).isEqualTo(new StockLevel(shop.id, new Sku("a"), 3, 2));
    }

    @Test
    @DisplayName("what came to nothing is forgotten in time, with its key; what is an order is kept")
    void forgotten() {
        SessionKey session = shop.sessionWith("a", 1);
        IdempotencyKey key = Shop.newKey();
        PaymentAttempt declined = begin(session, key);
        settle(declined, new Step.End(State.DECLINED, "no", null));
        PaymentAttempt placed = begin(session, Shop.newKey());
        settle(placed, PAID);
        Await.until(() -> housekeeping.removePayments(Duration.ZERO, 1_000) >= 0
                && payments.find(shop.id, declined.id()).isEmpty());
        assertThat(payments.find(shop.id, placed.id())).isPresent();
        shop.add(session, false, "a", 1);
        assertThat(begin(session, key).state()).isEqualTo(State.OPEN);
    }

    @Test
    @DisplayName(
            "a key whose payment is forgotten, as one that went along at a sign-in may be, is no fault of the shop's")
    void keyOutlivesItsPayment() {
        SessionKey session = shop.sessionWith("a", 1);
        IdempotencyKey key = Shop.newKey();
        String attempt = begin(session, key).id().value();
        for (String table : List.of("payment_lines", "payment_attempts")) {
            database.shared().run(DatabaseCall.repeatable("forget"), unit -> unit.sql()
                    .update("DELETE FROM " + table + " WHERE attempt_id = ?", attempt));
        }
        assertThat(orders.place(command(session, key, "f"), pay())).isEqualTo(new Placing.KeyReused<>());
    }

    @Test
    @DisplayName("sixteen who settle at once, on two containers: one order")
    void once() {
        PaymentAttempt attempt = begin(shop.sessionWith("a", 1), Shop.newKey());
        List<State> states = Crowd.of(8, 16, number -> (number % 2 == 0 ? payments : otherContainer)
                .settle(shop.id, attempt.id(), now -> now.state() == State.OPEN ? PAID : new Step.Keep())
                .orElseThrow()
                .state());
        assertThat(states).containsOnly(State.PLACED);
        assertThat(orders.list(shop.id, 10)).hasSize(1);
        assertThat(level("a")).isEqualTo(new StockLevel(shop.id, new Sku("a"), 4, 0));
    }

    @Test
    @DisplayName("a key that comes again is the same attempt, and then its order; another body is refused")
    void keys() {
        SessionKey session = shop.sessionWith("a", 1);
        IdempotencyKey key = Shop.newKey();
        PaymentAttempt attempt = begin(session, key);
        assertThat(begin(session, key).id()).isEqualTo(attempt.id());
        assertThat(orders.place(command(session, key, "other"), pay())).isEqualTo(new Placing.KeyReused<>());
        // another tab, with another key
        assertThat(begin(session, Shop.newKey()).id()).isEqualTo(attempt.id());
        settle(attempt, PAID);
        assertThat(orders.place(command(session, key, "f"), pay())).isInstanceOf(Placing.Placed.class);
        assertThat(orders.list(shop.id, 10)).hasSize(1);
        assertThat(level("a").available()).isEqualTo(4);
    }

    @Test
    @DisplayName("declined, the pieces are back, and another attempt may follow")
    void declined() {
        SessionKey session = shop.sessionWith("a", 5);
        PaymentAttempt first = begin(session, Shop.newKey());
        settle(first, new Step.End(State.DECLINED, "no money", null));
        assertThat(level("a")).isEqualTo(new StockLevel(shop.id, new Sku("a"), 5, 0));
        PaymentAttempt second = begin(session, Shop.newKey());
        assertThat(second.id()).isNotEqualTo(first.id());
        settle(second, PAID);
        // the first was paid after all: its cart has become an order
        assertThat(settle(first, PAID).state()).isEqualTo(State.REFUND_DUE);
        assertThat(orders.list(shop.id, 10)).hasSize(1);
        assertThat(level("a")).isEqualTo(new StockLevel(shop.id, new Sku("a"), 0, 0));
    }

    @Test
    @DisplayName("another order of the cart takes the attempt's place, with its pieces; its money is to go back")
    void givesWay() {
        SessionKey session = shop.sessionWith("a", 5);
        PaymentAttempt attempt = begin(session, Shop.newKey());
        assertThat(orders.place(command(session, Shop.newKey(), "f"), place(Set.of())))
                .isInstanceOf(Placing.Placed.class);
        assertThat(payments.find(shop.id, attempt.id()).orElseThrow().state()).isEqualTo(State.CANCELLING);
        assertThat(payments.catalogsDue()).contains(shop.id);
        assertThat(settle(attempt, PAID).state()).isEqualTo(State.REFUND_DUE);
        assertThat(settle(attempt, new Step.End(State.REFUNDED, "", null)).state())
                .isEqualTo(State.REFUNDED);
        assertThat(payments.catalogsDue()).doesNotContain(shop.id);
        assertThat(level("a")).isEqualTo(new StockLevel(shop.id, new Sku("a"), 0, 0));
    }

    @Test
    @DisplayName(
            "paid too late: an order if the pieces are still there, else the money is to go back and nothing is held")
    void late() {
        PaymentAttempt lucky = begin(shop.sessionWith("a", 3), Shop.newKey());
        settle(lucky, new Step.End(State.CANCELLED, "over", null));
        assertThat(settle(lucky, PAID).state()).isEqualTo(State.PLACED);
        assertThat(level("a")).isEqualTo(new StockLevel(shop.id, new Sku("a"), 2, 0));
        PaymentAttempt unlucky = begin(shop.sessionWith("a", 2), Shop.newKey());
        settle(unlucky, new Step.End(State.CANCELLED, "over", null));
        settle(begin(shop.sessionWith("a", 1), Shop.newKey()), PAID);
        assertThat(settle(unlucky, PAID).state()).isEqualTo(State.REFUND_DUE);
        assertThat(level("a")).isEqualTo(new StockLevel(shop.id, new Sku("a"), 1, 0));
    }

    @Test
    @DisplayName("too few pieces: no attempt, nothing held, the key is not used up")
    void shortage() {
        SessionKey session = shop.sessionWith("b", 6);
        shop.add(session, false, "a", 1);
        IdempotencyKey key = Shop.newKey();
        assertThat(orders.place(command(session, key, "f"), pay()))
                .isEqualTo(new Placing.OutOfStock<>(List.of(new Shortage(new Sku("b"), 6, 5))));
        assertThat(level("a")).isEqualTo(new StockLevel(shop.id, new Sku("a"), 5, 0));
        assertThat(payments.list(shop.id, 10)).isEmpty();
        stock.add(shop.id, new Sku("b"), 1);
        assertThat(begin(session, key).state()).isEqualTo(State.OPEN);
    }

    @Test
    @DisplayName("of what is sold beyond its stock as many are held as there are, and so many are given back")
    void oversell() {
        SessionKey session = shop.sessionWith("a", 8);
        PaymentAttempt attempt =
                attempt(orders.place(command(session, Shop.newKey(), "f"), pay(Set.of(new Sku("a")), HOLD)));
        assertThat(level("a")).isEqualTo(new StockLevel(shop.id, new Sku("a"), 0, 5));
        settle(attempt, new Step.End(State.DECLINED, "no", null));
        assertThat(level("a")).isEqualTo(new StockLevel(shop.id, new Sku("a"), 5, 0));
    }

    @Test
    @DisplayName("what is due is taken by one container, and again by another when that died")
    void taken() {
        SessionKey session = shop.sessionWith("a", 1);
        PaymentAttempt attempt = begin(session, Shop.newKey(), Duration.ofMillis(1));
        Await.until(() -> payments.catalogsDue().contains(shop.id));
        List<List<PaymentAttempt>> takers =
                Crowd.of(8, 8, number -> otherContainer.take(shop.id, 5, Duration.ofMillis(500)));
        assertThat(takers.stream().flatMap(List::stream).map(PaymentAttempt::id))
                .containsExactly(attempt.id());
        Await.until(() -> !payments.take(shop.id, 5, LEASE).isEmpty());
        assertThat(payments.list(shop.id, 10)).extracting(PaymentAttempt::id).containsExactly(attempt.id());
        assertThat(payments.find(new Shop(carts).id, attempt.id())).isEmpty();
    }

    @Test
    @DisplayName("a message stays until all were told; who was told is not told again")
    void messages() {
        orders.place(command(shop.sessionWith("a", 1), Shop.newKey(), "f"), place(Set.of()));
        OutboxStore.Message first = outbox.take(shop.id, 10, LEASE).get(0);
        assertThat(outbox.take(shop.id, 10, LEASE)).isEmpty();
        outbox.markDelivered(first.id(), "one");
        outbox.markDelivered(first.id(), "one");
        outbox.postpone(first.id(), Duration.ZERO);
        OutboxStore.Message again = outbox.take(shop.id, 10, LEASE).get(0);
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.deliveredTo()).containsExactly("one");
        assertThat(again.tries()).isEqualTo(1);
        outbox.postpone(first.id(), Duration.ZERO);
        assertThat(outbox.catalogsDue()).contains(shop.id);
        outbox.delete(List.of(first.id()));
        assertThat(outbox.catalogsDue()).doesNotContain(shop.id);
    }

    private PaymentAttempt settle(PaymentAttempt attempt, Step step) {
        return otherContainer.settle(shop.id, attempt.id(), now -> step).orElseThrow();
    }

    private PaymentAttempt begin(SessionKey session, IdempotencyKey key) {
        return attempt(orders.place(command(session, key, "f"), pay()));
    }

    private PaymentAttempt begin(SessionKey session, IdempotencyKey key, Duration again) {
        return attempt(orders.place(command(session, key, "f"), pay(Set.of(), again)));
    }

    private static PaymentAttempt attempt(Placing<String> placing) {
        return ((Placing.Attempted<String>) placing).attempt();
    }

    private OrderStore.Command command(SessionKey session, IdempotencyKey key, String fingerprint) {
        return new OrderStore.Command(shop.id, session, key, fingerprint, TERMS);
    }

    private static Function<StoredCart, Decision<String>> place(Set<Sku> oversell) {
        return cart -> placing(cart, oversell);
    }

    private static Function<StoredCart, Decision<String>> pay() {
        return pay(Set.of(), Duration.ofMinutes(1));
    }

    private static Function<StoredCart, Decision<String>> pay(Set<Sku> oversell, Duration again) {
        return cart ->
                new Decision.Pay<>(placing(cart, oversell), URI.create("http://tack.localhost:8181"), HOLD, again);
    }

    private static Decision.Place<String> placing(StoredCart cart, Set<Sku> oversell) {
        return new Decision.Place<>(
                SampleDetails.of(cart),
                cart.lines().stream().collect(Collectors.toMap(StoredLine::sku, StoredLine::quantity)),
                oversell,
                0);
    }

    private StoredCart cart(SessionKey session) {
        return carts.find(shop.id, session).orElseThrow();
    }

    private int pieces(SessionKey session) {
        return Shop.pieces(cart(session));
    }

    private StockLevel level(String sku) {
        return stock.levels(shop.id).stream()
                .filter(level -> level.sku().equals(new Sku(sku)))
                .findFirst()
                .orElseThrow();
    }
}
