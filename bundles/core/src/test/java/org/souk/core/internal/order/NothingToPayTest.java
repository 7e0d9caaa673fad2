package org.souk.core.internal.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.api.cart.CartOutcome;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Sku;
import org.souk.api.order.Address;
import org.souk.api.order.CheckoutRequest;
import org.souk.api.order.Order;
import org.souk.api.order.OrderStatus;
import org.souk.api.order.PaymentAttemptId;
import org.souk.api.order.Placement;
import org.souk.api.payment.PaymentAttempt;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionToken;
import org.souk.api.spi.PaymentGateway;
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

final class NothingToPayTest {
    private static final URI SITE = URI.create("http://tack.localhost:8181");
    private static final Address HOME = new Address("Ann", "1 Mews Lane", "", "Hay", "", "HR3 5AA", "GB");

    private final MemoryDatabase database = new MemoryDatabase();
    private final TaskScheduler idle = new TaskScheduler();
    private final CatalogJavaGuard guard = Guards.guard();
    private final Prices prices = new Prices(guard);
    private final Card card = new Card();

    @AfterEach
    void stop() {
        idle.close();
        guard.close();
    }

    /** Remembers what it was asked. */
    private static final class Card implements PaymentGateway {
        final List<String> asked = new ArrayList<>();

        @Override
        public String method() {
            return "card";
        }

        @Override
        public Answer pay(Payment payment) {
            asked.add("pay " + payment.order().total());
            return new Answer.Paid("1");
        }

        @Override
        public Answer cancel(Payment payment) {
            asked.add("cancel");
            return new Answer.Declined("cancelled");
        }

        @Override
        public void refund(Payment payment) {
            asked.add("refund " + payment.order().total());
        }

        @Override
        public Optional<PaymentAttemptId> read(Notice notice) {
            return Optional.empty();
        }
    }

    private TestShop tack() {
        return new TestShop("tack")
                .ship("post", "0", null, "GB")
                .pay("invoice")
                .pay(card)
                .sell("GIFT", "0.00")
                .sell("SADDLE", "100.00")
                .percentOff("ALL", "100");
    }

    @ParameterizedTest
    @DisplayName("an order over 0 is placed as paid, whatever method was chosen, and no gateway is asked")
    @CsvSource({"GIFT, , card", "GIFT, , invoice", "SADDLE, ALL, card", "SADDLE, ALL, invoice"})
    void placedAsPaid(String sku, String coupon, String method) {
        LiveCatalog shop = tack().live();
        database.stock().seed(tack().id, "d1", Map.of());
        CountedStock stock = new CountedStock(database, idle);
        Pricing pricing = new Pricing(prices, stock);
        StoredCarts carts = new StoredCarts(database, prices, pricing);
        ThisNode node = ThisNodes.node("all", "", database, idle);
        PaymentProcessor processor = new PaymentProcessor(
                Duration.ofMinutes(30), Duration.ofSeconds(15), database, new Gateways(guard), stock, node);
        StoredOrders orders = new StoredOrders(database, pricing, stock, node, processor);
        SessionToken session = ((CartOutcome.Changed) carts.add(shop, null, new Sku(sku), 1, null)).session();
        if (coupon != null) {
            carts.applyCoupon(shop, session, new CouponCode(coupon), null);
        }

        CheckoutRequest request = new CheckoutRequest("ann@example.org", HOME, null, method, null, SITE);
        Placement placement = orders.place(shop, session, request, new IdempotencyKey("key-1"));

        assertThat(placement).isInstanceOfSatisfying(Placement.Placed.class, placed -> {
            assertThat(placed.order().details().total().isZero()).isTrue();
            assertThat(placed.order().details().paymentMethod()).isEqualTo(method);
            assertThat(placed.order().status()).isEqualTo(OrderStatus.PAID);
        });
        assertThat(card.asked).isEmpty();
    }

    @Test
    @DisplayName("a payment over 0 that another container has begun is neither charged nor refunded at the gateway")
    void begunElsewhere() {
        Gateways gateways = new Gateways(guard);

        assertThat(gateways.pay(tack().live(), attempt("0.00"))).containsInstanceOf(PaymentGateway.Answer.Paid.class);
        assertThat(gateways.refund(tack().live(), attempt("0.00"))).isTrue();
        assertThat(card.asked).isEmpty();
        assertThat(gateways.pay(tack().live(), attempt("1.00"))).containsInstanceOf(PaymentGateway.Answer.Paid.class);
        assertThat(gateways.refund(tack().live(), attempt("1.00"))).isTrue();
        assertThat(card.asked).hasSize(2);
    }

    private PaymentAttempt attempt(String total) {
        Order.Details details = new Order.Details(
                "ann@example.org",
                HOME,
                "post",
                "card",
                List.of(),
                tack().money(total),
                tack().money("0"),
                tack().money("0"),
                tack().money("0"),
                true,
                tack().money(total),
                "en-GB",
                null);
        return new PaymentAttempt(
                new PaymentAttemptId("0".repeat(32)),
                tack().id,
                PaymentAttempt.State.OPEN,
                details,
                SITE,
                null,
                null,
                "",
                "",
                Instant.EPOCH,
                false,
                0);
    }
}
