package org.souk.persistence.internal.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.souk.api.catalog.ShopSettings.OrderNumbering;
import org.souk.api.money.Money;
import org.souk.api.payment.PaymentAttempt;
import org.souk.api.session.SessionKey;
import org.souk.api.store.CartStore;
import org.souk.api.store.CustomerStore;
import org.souk.api.store.OrderStore;
import org.souk.api.store.PaymentStore;
import org.souk.api.store.StoredCart;
import org.souk.persistence.internal.connect.Shop;
import org.souk.persistence.internal.connect.TestDatabase;
import org.souk.persistence.internal.gate.DatabaseCall;
import org.souk.persistence.internal.order.JpaOrderStore;
import org.souk.persistence.internal.order.SampleDetails;
import org.souk.persistence.internal.payment.JpaPaymentStore;

/** Orders of a customer, and of the guest who became one. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class CustomerOrdersTest extends CustomerFixture {
    CustomerOrdersTest(TestDatabase database) {
        super(database);
    }

    @Test
    void anOrderOfTheCustomersCartIsTheCustomers() {
        SessionKey guest = shop.sessionWith("a", 1);
        JpaOrderStore orders = new JpaOrderStore(database.shared());
        OrderStore.Command asGuest = order(guest);
        orders.place(asGuest, CustomerOrdersTest::place);
        shop.add(guest, false, "b", 1);
        register(guest);
        OrderStore.Command again =
                new OrderStore.Command(shop.id, own, asGuest.key(), asGuest.fingerprint(), asGuest.terms());
        assertThat(orders.place(again, CustomerOrdersTest::place))
                .as("sent again after the sign-in it is no other order")
                .isInstanceOfSatisfying(
                        OrderStore.Placing.Placed.class,
                        placed -> assertThat(placed.order().number().value()).isEqualTo("T-1001"));
        orders.place(order(own), CustomerOrdersTest::place);
        shop.add(own, false, "c", 2);
        orders.place(order(own), CustomerOrdersTest::place);
        List<CustomerStore.Placed> placed = customers.orders(shop.id, own, 10);
        assertThat(placed).extracting(order -> order.number().value()).containsExactly("T-1003", "T-1002");
        assertThat(placed.get(0).total()).isEqualTo(new Money(200, Shop.GBP));
        assertThat(placed.get(0).status()).isEqualTo("PLACED");
        assertThat(customers.orders(shop.id, own, 1)).hasSize(1);
        assertThat(customers.orders(shop.id, Shop.newSession(), 10)).isEmpty();
    }

    @Test
    void whatAGuestIsPayingIsTheCustomersAfterTheSignIn() {
        SessionKey guest = shop.sessionWith("a", 2);
        JpaOrderStore orders = new JpaOrderStore(database.shared());
        JpaPaymentStore payments = new JpaPaymentStore(database.second());
        OrderStore.Command asGuest = order(guest);
        PaymentAttempt attempt = pay(orders, asGuest);
        register(guest);
        shop.add(own, false, "b", 3);
        PaymentAttempt paid = payments.settle(
                        shop.id, attempt.id(), now -> new PaymentStore.Step.Place("ref", asGuest.terms()))
                .orElseThrow();
        assertThat(customers.orders(shop.id, own, 10))
                .extracting(CustomerStore.Placed::number)
                .containsExactly(paid.order().orElseThrow());
        assertThat(Shop.pieces(carts.find(shop.id, own).orElseThrow()))
                .as("what was paid is out of the cart, the rest is there")
                .isEqualTo(3);
        OrderStore.Command again =
                new OrderStore.Command(shop.id, own, asGuest.key(), asGuest.fingerprint(), asGuest.terms());
        assertThat(orders.place(again, CustomerOrdersTest::place)).isInstanceOf(OrderStore.Placing.Placed.class);
        assertThat(orders.list(shop.id, 10)).hasSize(1);
    }

    @Test
    void whatTheGuestTookOutWhilePayingIsNotTakenFromTheCustomer() {
        register(null);
        shop.add(own, true, "a", 3);
        SessionKey guest = shop.sessionWith("a", 2);
        shop.add(guest, false, "b", 4);
        shop.add(guest, false, "c", 1);
        JpaOrderStore orders = new JpaOrderStore(database.shared());
        JpaPaymentStore payments = new JpaPaymentStore(database.second());
        OrderStore.Command asGuest = order(guest);
        PaymentAttempt attempt = pay(orders, asGuest);
        carts.change(
                shop.command(guest, false, null, "f"),
                cart -> new CartStore.Decision.Write<>(
                        List.of(Shop.line("b", 1, 100), Shop.line("c", 2, 100)),
                        null,
                        "a is out, b is less, c is more"));
        customers.signIn(signIn(guest, Shop.newSession(), account, null, null), CustomerFixture::merge);
        shop.add(own, false, "b", 5);
        PaymentAttempt paid = payments.settle(
                        shop.id, attempt.id(), now -> new PaymentStore.Step.Place("ref", asGuest.terms()))
                .orElseThrow();
        assertThat(paid.details()).isEqualTo(attempt.details());
        assertThat(carts.find(shop.id, own).orElseThrow().lines())
                .containsExactlyInAnyOrder(Shop.line("a", 3, 100), Shop.line("b", 5, 100), Shop.line("c", 1, 100));
    }

    @Test
    void whatAGuestPaysForACartThatIsOrderedAlreadyIsNoOrderAfterTheSignIn() {
        register(null);
        shop.add(own, true, "a", 3);
        SessionKey guest = shop.sessionWith("a", 2);
        JpaOrderStore orders = new JpaOrderStore(database.shared());
        JpaPaymentStore payments = new JpaPaymentStore(database.second());
        OrderStore.Command elsewhere = order(guest);
        PaymentAttempt attempt = pay(orders, elsewhere);
        orders.place(order(guest), CustomerOrdersTest::place);
        shop.add(guest, false, "b", 1);
        customers.signIn(signIn(guest, Shop.newSession(), account, null, null), CustomerFixture::merge);

        PaymentAttempt late = payments.settle(
                        shop.id, attempt.id(), now -> new PaymentStore.Step.Place("ref", elsewhere.terms()))
                .orElseThrow();
        assertThat(late.state()).isEqualTo(PaymentAttempt.State.REFUND_DUE);
        assertThat(late.order()).isEmpty();
        assertThat(orders.list(shop.id, 10)).hasSize(1);
        assertThat(carts.find(shop.id, own).orElseThrow().lines())
                .containsExactlyInAnyOrder(Shop.line("a", 3, 100), Shop.line("b", 1, 100));
    }

    @Test
    void aSignInWithAPaymentWaitsForNoOrderOfAnotherCart() {
        JpaOrderStore orders = new JpaOrderStore(database.shared());
        for (int i = 0; i < 3; i++) {
            orders.place(order(shop.sessionWith("a", 1)), CustomerOrdersTest::place);
        }
        SessionKey guest = shop.sessionWith("a", 2);
        pay(orders, order(guest));
        orders.place(order(guest), CustomerOrdersTest::place);
        shop.add(guest, false, "b", 1);
        OrderStore.Command second = order(guest);
        PaymentAttempt attempt = pay(orders, second);
        database.second().run(DatabaseCall.once("lock orders").within(Duration.ofSeconds(30)), unit -> {
            for (String other : List.of("T-1001", "T-1002", "T-1003")) {
                unit.sql()
                        .update(
                                "UPDATE orders SET version = version WHERE catalog = ? AND order_number = ?",
                                shop.id.value(),
                                other);
            }
            register(guest);
            unit.undo();
            return true;
        });
        assertThat(Shop.pieces(carts.find(shop.id, own).orElseThrow())).isEqualTo(1);
        PaymentAttempt paid = new JpaPaymentStore(database.second())
                .settle(shop.id, attempt.id(), now -> new PaymentStore.Step.Place("ref", second.terms()))
                .orElseThrow();
        assertThat(customers.orders(shop.id, own, 10))
                .as("that of the cart which came along")
                .extracting(CustomerStore.Placed::number)
                .containsExactly(paid.order().orElseThrow());
    }

    private static PaymentAttempt pay(JpaOrderStore orders, OrderStore.Command command) {
        OrderStore.Placing<String> begun = orders.place(
                command,
                cart -> new OrderStore.Decision.Pay<>(
                        new OrderStore.Decision.Place<>(SampleDetails.of(cart), Map.of(), Set.of(), 0),
                        java.net.URI.create("http://tack.localhost"),
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(1)));
        return ((OrderStore.Placing.Attempted<String>) begun).attempt();
    }

    private OrderStore.Command order(SessionKey session) {
        return new OrderStore.Command(
                shop.id,
                session,
                Shop.newKey(),
                "f",
                new OrderStore.Terms(new OrderNumbering("T-", 1001), "node-1", false));
    }

    private static OrderStore.Decision<String> place(StoredCart cart) {
        return new OrderStore.Decision.Place<>(SampleDetails.of(cart), Map.of(), Set.of(), 0);
    }
}
