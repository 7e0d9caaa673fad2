package org.souk.persistence.internal.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.ShopSettings.OrderNumbering;
import org.souk.api.catalog.Sku;
import org.souk.api.order.Order;
import org.souk.api.order.OrderNumber;
import org.souk.api.order.OrderStatus;
import org.souk.api.order.Orders;
import org.souk.api.payment.PaymentAttempt;
import org.souk.api.payment.PaymentAttempt.State;
import org.souk.api.session.SessionKey;
import org.souk.api.stock.StockLevel;
import org.souk.api.store.OrderStore;
import org.souk.api.store.OrderStore.After;
import org.souk.api.store.OrderStore.Decision;
import org.souk.api.store.OrderStore.Placing;
import org.souk.api.store.OutboxStore;
import org.souk.api.store.PaymentStore;
import org.souk.api.store.PaymentStore.Step;
import org.souk.api.store.StockStore;
import org.souk.api.store.StoredCart;
import org.souk.api.store.StoredLine;
import org.souk.persistence.internal.cart.SqlCartStore;
import org.souk.persistence.internal.connection.Crowd;
import org.souk.persistence.internal.connection.Shop;
import org.souk.persistence.internal.connection.TestDatabase;
import org.souk.persistence.internal.housekeeping.SqlHousekeepingStore;
import org.souk.persistence.internal.payment.JpaPaymentStore;
import org.souk.persistence.internal.stock.SqlStockStore;
import org.souk.persistence.internal.transaction.DatabaseCall;
import org.souk.persistence.internal.transaction.LostAnswers;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class OrderChangeTest {
    private static final Sku A = new Sku("a");
    private static final CouponCode TEN = new CouponCode("TEN");
    private static final OrderStore.Terms TERMS = new OrderStore.Terms(new OrderNumbering("T-", 1001), "node-1", false);
    private static final Step BACK = new Step.End(State.REFUNDED, "the money went back", null);
    private final TestDatabase database;
    private final OrderStore orders;
    private final OrderStore otherContainer;
    private final PaymentStore payments;
    private final OutboxStore outbox;
    private final StockStore stock;
    private final Shop shop;

    OrderChangeTest(TestDatabase database) {
        this.database = database;
        orders = new JpaOrderStore(database.shared());
        otherContainer = new JpaOrderStore(database.second());
        payments = new JpaPaymentStore(database.shared());
        outbox = new SqlOutboxStore(database.shared());
        stock = new SqlStockStore(database.shared());
        shop = new Shop(new SqlCartStore(database.shared()));
        stock.seed(shop.id, "d1", Map.of(A, 5, new Sku("b"), 5));
    }

    @Test
    @DisplayName("called off: the pieces are back, the use of the coupon too, and whoever is to be told will be")
    void cancelled() {
        Order order = order("a", 3, Set.of());
        assertThat(level()).isEqualTo(2);
        assertThat(placing("a", 1, Set.of())).isInstanceOf(Placing.CouponUsedUp.class);

        Orders.Changed changed =
                orders.change(shop.id, order.number(), once(After.CANCELLED)).orElseThrow();

        assertThat(changed.refund()).isEqualTo(Orders.Refund.BY_HAND);
        assertThat(changed.order().status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(changed.order().details()).isEqualTo(order.details());
        assertThat(otherContainer.find(shop.id, order.number())).contains(changed.order());
        assertThat(level()).isEqualTo(5);
        assertThat(messages()).containsExactly(OutboxStore.Kind.CANCELLED);
        assertThat(placing("a", 1, Set.of())).isInstanceOf(Placing.Placed.class);
    }

    @Test
    @DisplayName("eight who call it off at once, on two containers: the pieces are back once")
    void once() {
        Order order = order("a", 3, Set.of());
        List<Boolean> done = Crowd.of(8, 8, number -> {
            try {
                return (number % 2 == 0 ? orders : otherContainer)
                        .change(shop.id, order.number(), once(After.CANCELLED))
                        .isPresent();
            } catch (IllegalStateException e) {
                return false;
            }
        });
        assertThat(done).filteredOn(each -> each).hasSize(1);
        assertThat(level()).isEqualTo(5);
    }

    @Test
    @DisplayName("whose answer was lost is done once, and says so")
    void lostAnswer() {
        Order order = order("a", 3, Set.of());
        OrderStore unsure = new JpaOrderStore(new LostAnswers(database.shared()));
        assertThat(unsure.change(shop.id, order.number(), once(After.CANCELLED))
                        .orElseThrow()
                        .order()
                        .status())
                .isEqualTo(OrderStatus.CANCELLED);
        assertThat(level()).isEqualTo(5);
        assertThat(messages()).containsExactly(OutboxStore.Kind.CANCELLED);
    }

    @Test
    @DisplayName("whose commit was lost is done all the same, whether it is to be called off or refunded")
    void lostCommit() {
        OrderStore unsure = new JpaOrderStore(new LostAnswers(database.shared(), false));
        OrderNumber cancelled = order("a", 3, Set.of()).number();
        assertThat(unsure.change(shop.id, cancelled, once(After.CANCELLED))
                        .orElseThrow()
                        .order()
                        .status())
                .isEqualTo(OrderStatus.CANCELLED);
        assertThat(level()).isEqualTo(5);
        PaymentAttempt attempt = paid("a", 3);
        assertThat(unsure.change(shop.id, attempt.order().orElseThrow(), once(After.REFUNDED))
                        .orElseThrow()
                        .refund())
                .isEqualTo(Orders.Refund.DUE);
        assertThat(state(attempt)).isEqualTo(State.REFUND_DUE);
    }

    @Test
    @DisplayName("a refund that is asked for twice, or whose answer was lost, is due once, and keeps its turn")
    void refundTwice() {
        PaymentAttempt attempt = paid("a", 3);
        OrderNumber number = attempt.order().orElseThrow();
        OrderStore unsure = new JpaOrderStore(new LostAnswers(database.shared()));
        assertThat(unsure.change(shop.id, number, once(After.REFUNDED))
                        .orElseThrow()
                        .refund())
                .isEqualTo(Orders.Refund.DUE);
        assertThat(payments.take(shop.id, 5, Duration.ofMinutes(1))).hasSize(1);
        assertThat(orders.change(shop.id, number, once(After.REFUNDED))
                        .orElseThrow()
                        .refund())
                .isEqualTo(Orders.Refund.DUE);
        assertThat(payments.take(shop.id, 5, Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    @DisplayName("the payment of an order is kept when its money went back, and the key answers for the order for good")
    void kept() {
        PaymentAttempt attempt = paid("a", 3);
        orders.change(shop.id, attempt.order().orElseThrow(), once(After.REFUNDED));
        payments.settle(shop.id, attempt.id(), found -> BACK);
        new SqlHousekeepingStore(database.shared()).removePayments(Duration.ZERO, 1_000);
        assertThat(state(attempt)).isEqualTo(State.REFUNDED);
    }

    @Test
    @DisplayName("what a container of the steps before has given back is not given back again")
    void refundedByAnOlderContainer() {
        PaymentAttempt attempt = paid("a", 3);
        OrderNumber number = attempt.order().orElseThrow();
        orders.change(shop.id, number, once(After.REFUNDED));
        database.shared().run(DatabaseCall.repeatable("as before"), unit -> unit.sql()
                .update(
                        "UPDATE payment_attempts SET state = 'REFUNDED', active_cart = NULL, due_at = NULL"
                                + " WHERE attempt_id = ?",
                        attempt.id().value()));
        Orders.Changed changed =
                orders.change(shop.id, number, once(After.REFUNDED)).orElseThrow();
        assertThat(changed.refund()).isEqualTo(Orders.Refund.DONE);
        assertThat(changed.order().status()).isEqualTo(OrderStatus.REFUNDED);
        assertThat(state(attempt)).isEqualTo(State.REFUNDED);
        assertThat(messages()).containsExactly(OutboxStore.Kind.REFUNDED);
    }

    @Test
    @DisplayName("what was refunded may be called off too: then its pieces are back")
    void cancelledAfterRefund() {
        Order order = order("a", 3, Set.of());
        orders.change(shop.id, order.number(), once(After.REFUNDED));
        assertThat(orders.change(shop.id, order.number(), found -> After.CANCELLED)
                        .orElseThrow()
                        .order()
                        .status())
                .isEqualTo(OrderStatus.CANCELLED);
        assertThat(level()).isEqualTo(5);
    }

    @Test
    @DisplayName("of what was sold beyond its stock as many go back as were taken")
    void oversold() {
        Order order = order("a", 8, Set.of(A));
        assertThat(level()).isZero();
        orders.change(shop.id, order.number(), once(After.CANCELLED));
        assertThat(level()).isEqualTo(5);
    }

    @Test
    @DisplayName("the money of what was paid otherwise went back; the pieces stay sold")
    void refunded() {
        Order order = order("a", 3, Set.of());
        Orders.Changed changed =
                orders.change(shop.id, order.number(), once(After.REFUNDED)).orElseThrow();
        assertThat(changed)
                .isEqualTo(
                        new Orders.Changed(orders.find(shop.id, order.number()).orElseThrow(), Orders.Refund.BY_HAND));
        assertThat(changed.order().status()).isEqualTo(OrderStatus.REFUNDED);
        assertThat(level()).isEqualTo(2);
        assertThat(messages()).containsExactly(OutboxStore.Kind.REFUNDED);
    }

    @Test
    @DisplayName("the money of what was paid at a gateway is due; when that has given it back the order is refunded")
    void refundedByGateway() {
        PaymentAttempt attempt = paid("a", 3);
        OrderNumber number = attempt.order().orElseThrow();

        Orders.Changed changed =
                orders.change(shop.id, number, once(After.REFUNDED)).orElseThrow();

        assertThat(changed.refund()).isEqualTo(Orders.Refund.DUE);
        assertThat(changed.order().status()).isEqualTo(OrderStatus.PAID);
        assertThat(state(attempt)).isEqualTo(State.REFUND_DUE);
        assertThat(payments.take(shop.id, 5, Duration.ofMinutes(1)))
                .extracting(PaymentAttempt::id)
                .containsExactly(attempt.id());
        assertThat(messages()).isEmpty();
        payments.settle(shop.id, attempt.id(), found -> BACK);
        assertThat(state(attempt)).isEqualTo(State.REFUNDED);
        assertThat(status(number)).isEqualTo(OrderStatus.REFUNDED);
        assertThat(level()).isEqualTo(2);
        assertThat(messages()).containsExactly(OutboxStore.Kind.REFUNDED);
        assertThat(payments.catalogsDue()).doesNotContain(shop.id);
    }

    @Test
    @DisplayName("called off after it was paid: the pieces are back at once, the money is due")
    void cancelledWhenPaid() {
        PaymentAttempt attempt = paid("a", 3);
        OrderNumber number = attempt.order().orElseThrow();
        Orders.Changed changed =
                otherContainer.change(shop.id, number, once(After.CANCELLED)).orElseThrow();
        assertThat(changed.refund()).isEqualTo(Orders.Refund.DUE);
        assertThat(changed.order().status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(level()).isEqualTo(5);
        payments.settle(shop.id, attempt.id(), found -> BACK);
        assertThat(status(number)).as("its pieces are back").isEqualTo(OrderStatus.CANCELLED);
        assertThat(level()).isEqualTo(5);
        assertThat(messages()).containsExactlyInAnyOrder(OutboxStore.Kind.CANCELLED, OutboxStore.Kind.REFUNDED);
    }

    @Test
    @DisplayName("what the rule throws is thrown, and nothing changes; no order, no change")
    void refused() {
        Order order = order("a", 3, Set.of());
        assertThatThrownBy(() -> orders.change(shop.id, order.number(), found -> {
                    throw new IllegalArgumentException(found.number() + " no");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("T-1001 no");
        assertThat(orders.find(shop.id, order.number())).contains(order);
        assertThat(orders.change(shop.id, new OrderNumber("T-9"), once(After.CANCELLED)))
                .isEmpty();
        assertThat(level()).isEqualTo(2);
    }

    /** To be decided once; afterwards it must not be asked again. */
    private static Function<Order, After> once(After after) {
        return order -> {
            if (order.status() == OrderStatus.CANCELLED || order.status() == OrderStatus.REFUNDED) {
                throw new IllegalStateException("asked about an order that is " + order.status());
            }
            return after;
        };
    }

    private Order order(String sku, int pieces, Set<Sku> oversell) {
        return ((Placing.Placed<String>) placing(sku, pieces, oversell)).order();
    }

    private Placing<String> placing(String sku, int pieces, Set<Sku> oversell) {
        return orders.place(command(shop.sessionWith(sku, pieces)), cart -> place(cart, oversell));
    }

    private PaymentAttempt paid(String sku, int pieces) {
        Placing<String> begun = orders.place(
                command(shop.sessionWith(sku, pieces)),
                cart -> new Decision.Pay<>(
                        place(cart, Set.of()),
                        URI.create("http://tack.localhost:8181"),
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(30)));
        PaymentAttempt attempt = ((Placing.Attempted<String>) begun).attempt();
        return payments.settle(shop.id, attempt.id(), found -> new Step.Place("ref", TERMS))
                .orElseThrow();
    }

    private static Decision.Place<String> place(StoredCart cart, Set<Sku> oversell) {
        return new Decision.Place<>(
                SampleDetails.of(cart, TEN),
                cart.lines().stream().collect(Collectors.toMap(StoredLine::sku, StoredLine::quantity)),
                oversell,
                1);
    }

    private OrderStore.Command command(SessionKey session) {
        return new OrderStore.Command(shop.id, session, Shop.newKey(), "f", TERMS);
    }

    private int level() {
        return stock.levels(shop.id).stream()
                .filter(level -> level.sku().equals(A))
                .mapToInt(StockLevel::available)
                .sum();
    }

    private State state(PaymentAttempt attempt) {
        return payments.find(shop.id, attempt.id()).orElseThrow().state();
    }

    private OrderStatus status(OrderNumber number) {
        return orders.find(shop.id, number).orElseThrow().status();
    }

    private List<OutboxStore.Kind> messages() {
        return outbox.take(shop.id, 10, Duration.ZERO).stream()
                .map(OutboxStore.Message::kind)
                .toList();
    }
}
