package org.souk.persistence.internal.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.souk.api.catalog.ShopSettings.OrderNumbering;
import org.souk.api.catalog.Sku;
import org.souk.api.payment.PaymentAttempt;
import org.souk.api.payment.PaymentAttempt.State;
import org.souk.api.session.SessionKey;
import org.souk.api.store.OrderStore;
import org.souk.api.store.OrderStore.Decision;
import org.souk.api.store.OrderStore.Placing;
import org.souk.api.store.PaymentStore.Step;
import org.souk.api.store.StoredCart;
import org.souk.api.store.StoredLine;
import org.souk.persistence.internal.connection.Shop;
import org.souk.persistence.internal.connection.TestDatabase;
import org.souk.persistence.internal.order.JpaOrderStore;
import org.souk.persistence.internal.order.SampleDetails;
import org.souk.persistence.internal.payment.JpaPaymentStore;
import org.souk.persistence.internal.stock.SqlStockStore;
import org.souk.persistence.internal.transaction.DatabaseCall;

/** What may happen to a cart with 2 a, at version 1, after a payment attempt for it began. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class PaymentEventsTest extends CustomerFixture {
    private static final OrderStore.Terms TERMS = new OrderStore.Terms(new OrderNumbering("T-", 1001), "node-1", false);
    private static final Set<State> MAY_BE_PAID = Set.of(State.OPEN, State.CANCELLING, State.CANCELLED, State.DECLINED);
    private static final Set<State> MAY_BE_DECLINED = Set.of(State.OPEN, State.CANCELLING);

    private final JpaOrderStore orders;
    private final JpaPaymentStore payments;
    private SessionKey session = Shop.newSession();
    private PaymentAttempt attempt;

    /** An event. */
    enum Event {
        /** The shopper adds 3 b. */
        CHANGED,
        /** The gateway says that the attempt was paid. */
        PAID,
        /** The gateway says that it was not. */
        DECLINED,
        /** The shopper orders what is in the cart, by invoice. */
        ORDERED,
        /** The shopper begins another attempt. */
        REPLACED,
        /** The shopper signs in; the customer has a cart of 1 d. After that, another guest with 1 e signs in as that customer. */
        MERGED
    }

    /** The row of the cart that the shopper has now. */
    private record Cart(long version, boolean open, String lines) {}

    PaymentEventsTest(TestDatabase database) {
        super(database);
        orders = new JpaOrderStore(database.shared());
        payments = new JpaPaymentStore(database.second());
        new SqlStockStore(database.shared())
                .seed(
                        shop.id,
                        "d1",
                        Map.of(new Sku("a"), 100, new Sku("b"), 100, new Sku("d"), 100, new Sku("e"), 100));
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @DisplayName("each pair of events leaves the right cart at the right version, and the right number of orders")
    @CsvSource(delimiter = '|', textBlock = """
            CHANGED  | CHANGED  | 3 | true  | 2 a 6 b     | 0 | OPEN
            CHANGED  | PAID     | 3 | true  | 3 b         | 1 | PLACED
            CHANGED  | DECLINED | 2 | true  | 2 a 3 b     | 0 | DECLINED
            CHANGED  | ORDERED  | 3 | false | ''          | 1 | CANCELLING
            CHANGED  | REPLACED | 2 | true  | 2 a 3 b     | 0 | CANCELLING
            CHANGED  | MERGED   | 3 | true  | 1 d 2 a 3 b | 0 | OPEN
            PAID     | CHANGED  | 3 | true  | 3 b         | 1 | PLACED
            PAID     | PAID     | 2 | false | ''          | 1 | PLACED
            PAID     | DECLINED | 2 | false | ''          | 1 | PLACED
            PAID     | ORDERED  | 2 | false | ''          | 1 | PLACED
            PAID     | REPLACED | 2 | false | ''          | 1 | PLACED
            PAID     | MERGED   | 1 | true  | 1 d         | 1 | PLACED
            DECLINED | CHANGED  | 2 | true  | 2 a 3 b     | 0 | DECLINED
            DECLINED | PAID     | 2 | false | ''          | 1 | PLACED
            DECLINED | DECLINED | 1 | true  | 2 a         | 0 | DECLINED
            DECLINED | ORDERED  | 2 | false | ''          | 1 | DECLINED
            DECLINED | REPLACED | 1 | true  | 2 a         | 0 | DECLINED
            DECLINED | MERGED   | 2 | true  | 1 d 2 a     | 0 | DECLINED
            ORDERED  | CHANGED  | 3 | true  | 3 b         | 1 | CANCELLING
            ORDERED  | PAID     | 2 | false | ''          | 1 | REFUND_DUE
            ORDERED  | DECLINED | 2 | false | ''          | 1 | DECLINED
            ORDERED  | ORDERED  | 2 | false | ''          | 1 | CANCELLING
            ORDERED  | REPLACED | 2 | false | ''          | 1 | CANCELLING
            ORDERED  | MERGED   | 1 | true  | 1 d         | 1 | CANCELLING
            REPLACED | CHANGED  | 2 | true  | 2 a 3 b     | 0 | CANCELLING
            REPLACED | PAID     | 1 | true  | 2 a         | 0 | REFUND_DUE
            REPLACED | DECLINED | 1 | true  | 2 a         | 0 | DECLINED
            REPLACED | ORDERED  | 2 | false | ''          | 1 | CANCELLING
            REPLACED | REPLACED | 1 | true  | 2 a         | 0 | CANCELLING
            REPLACED | MERGED   | 2 | true  | 1 d 2 a     | 0 | CANCELLING
            MERGED   | CHANGED  | 3 | true  | 1 d 2 a 3 b | 0 | OPEN
            MERGED   | PAID     | 3 | true  | 1 d         | 1 | PLACED
            MERGED   | DECLINED | 2 | true  | 1 d 2 a     | 0 | DECLINED
            MERGED   | ORDERED  | 3 | false | ''          | 1 | CANCELLING
            MERGED   | REPLACED | 2 | true  | 1 d 2 a     | 0 | CANCELLING
            MERGED   | MERGED   | 3 | true  | 1 d 2 a 1 e | 0 | OPEN
            """)
    void pairs(Event first, Event second, long version, boolean open, String lines, int placed, State state) {
        begin();
        happen(first);
        happen(second);
        assertThat(cart(session)).isEqualTo(new Cart(version, open, lines));
        assertThat(orders.list(shop.id, 10)).hasSize(placed);
        assertThat(payments.find(shop.id, attempt.id()).orElseThrow().state()).isEqualTo(state);
    }

    @ParameterizedTest
    @EnumSource(Event.class)
    @DisplayName(
            "whatever three events come, each that changes the cart increases its version by one, and no other does")
    void stepsByOne(Event first) {
        for (Event second : Event.values()) {
            for (Event third : Event.values()) {
                PaymentEventsTest each = new PaymentEventsTest(database);
                each.begin();
                for (Event event : List.of(first, second, third)) {
                    each.stepsByOne(event, List.of(first, second, third));
                }
                assertThat(each.orders.list(each.shop.id, 10).size())
                        .as("%s, %s, %s: one order of a cart", first, second, third)
                        .isEqualTo(each.orderedCarts());
            }
        }
    }

    private void stepsByOne(Event event, List<Event> all) {
        Cart before = cart(session);
        Cart customers = cart(own);
        happen(event);
        Cart after = cart(session);
        if (event == Event.MERGED) {
            boolean merged = !after.lines().equals(customers.lines());
            long latest = Math.max(before.version(), customers.version());
            assertThat(after.version())
                    .as("%s in %s: %s into %s is %s", event, all, before, customers, after)
                    .isEqualTo(merged ? latest + 1 : customers.version());
        } else {
            boolean changed = !after.lines().equals(before.lines()) || after.open() != before.open();
            assertThat(after.version())
                    .as("%s in %s: %s becomes %s", event, all, before, after)
                    .isEqualTo(before.version() + (changed ? 1 : 0));
        }
    }

    @Test
    @DisplayName(
            "a payment leaves what was put in beyond it, by SKU and pieces, in a cart that can be ordered and paid too")
    void whatIsLeft() {
        begin();
        shop.add(session, false, "a", 3);
        shop.add(session, false, "b", 1);
        happen(Event.PAID);
        assertThat(cart(session)).isEqualTo(new Cart(4, true, "3 a 1 b"));
        attempt = pay("f");
        happen(Event.PAID);
        assertThat(cart(session)).isEqualTo(new Cart(5, false, ""));
        assertThat(orders.list(shop.id, 10)).hasSize(2);
        assertThat(orderedCarts()).isEqualTo(2);
    }

    /** The customer has a cart of 1 d, and the guest begins to pay for 2 a. */
    private void begin() {
        register(null);
        shop.add(own, true, "d", 1);
        shop.add(session, true, "a", 2);
        attempt = pay("f");
    }

    private void happen(Event event) {
        switch (event) {
            case CHANGED -> shop.add(session, true, "b", 3);
            case PAID -> settle(MAY_BE_PAID, new Step.Place("ref", TERMS));
            case DECLINED -> settle(MAY_BE_DECLINED, new Step.End(State.DECLINED, "no money", null));
            case ORDERED -> orders.place(command("by invoice"), PaymentEventsTest::placing);
            case REPLACED -> orders.place(command("another address"), PaymentEventsTest::paying);
            case MERGED -> merge();
        }
    }

    private void merge() {
        SessionKey guest = session.equals(own) ? shop.sessionWith("e", 1) : session;
        customers.signIn(signIn(guest, Shop.newSession(), account, null, null), CustomerFixture::merge);
        session = own;
    }

    private void settle(Set<State> possible, Step step) {
        payments.settle(shop.id, attempt.id(), now -> possible.contains(now.state()) ? step : new Step.Keep());
    }

    private PaymentAttempt pay(String fingerprint) {
        Placing<String> placing = orders.place(command(fingerprint), PaymentEventsTest::paying);
        return ((Placing.Attempted<String>) placing).attempt();
    }

    private OrderStore.Command command(String fingerprint) {
        return new OrderStore.Command(shop.id, session, Shop.newKey(), fingerprint, TERMS);
    }

    private static Decision<String> paying(StoredCart cart) {
        return new Decision.Pay<>(
                placing(cart), URI.create("http://tack.localhost"), Duration.ofMinutes(30), Duration.ofMinutes(1));
    }

    private static Decision.Place<String> placing(StoredCart cart) {
        return new Decision.Place<>(
                SampleDetails.of(cart),
                cart.lines().stream().collect(Collectors.toMap(StoredLine::sku, StoredLine::quantity)),
                Set.of(),
                0);
    }

    private Cart cart(SessionKey key) {
        return database.shared().run(DatabaseCall.repeatable("read a cart's row"), unit -> {
            List<String> lines = new ArrayList<>(unit.sql()
                    .all(
                            "SELECT quantity, sku FROM cart_lines WHERE catalog = ? AND session_key = ? ORDER BY pos",
                            row -> row.getInt(1) + " " + row.getString(2),
                            shop.id.value(),
                            key.value()));
            return unit.sql()
                    .first(
                            "SELECT version, is_open FROM carts WHERE catalog = ? AND session_key = ?",
                            row -> new Cart(row.getLong(1), row.getInt(2) != 0, String.join(" ", lines)),
                            shop.id.value(),
                            key.value())
                    .orElseThrow();
        });
    }

    private int orderedCarts() {
        return database.shared().run(DatabaseCall.repeatable("count carts that were ordered"), unit -> unit.sql()
                .first(
                        "SELECT COUNT(DISTINCT cart_id) FROM orders WHERE catalog = ?",
                        row -> row.getInt(1),
                        shop.id.value())
                .orElseThrow());
    }
}
