package org.souk.persistence.internal.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.ShopSettings.OrderNumbering;
import org.souk.api.order.PaymentAttemptId;
import org.souk.api.payment.PaymentAttempt;
import org.souk.api.payment.PaymentAttempt.State;
import org.souk.api.store.OrderStore;
import org.souk.api.store.OrderStore.Decision;
import org.souk.api.store.OrderStore.Placing;
import org.souk.api.store.OutboxStore;
import org.souk.api.store.PaymentStore;
import org.souk.api.store.PaymentStore.Step;
import org.souk.api.store.StoredCart;
import org.souk.itests.Await;
import org.souk.persistence.internal.cart.SqlCartStore;
import org.souk.persistence.internal.connection.Shop;
import org.souk.persistence.internal.connection.TestDatabase;
import org.souk.persistence.internal.payment.JpaPaymentStore;
import org.souk.persistence.internal.transaction.DatabaseCall;
import org.souk.persistence.internal.transaction.TransactionWork;
import org.souk.persistence.internal.transaction.Transactions;

/** A container freezes in the middle of orders of two shops and keeps all their locks; other containers serve the shop between them. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class FrozenOrderTest {
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final OrderStore.Terms TERMS = new OrderStore.Terms(new OrderNumbering("T-", 1001), "node-1", true);

    private final TestDatabase database;
    private final OrderStore orders;
    private final OutboxStore outbox;
    private final PaymentStore payments;
    private final Shop shop;
    private final Shop earlier;
    private final Shop later;

    FrozenOrderTest(TestDatabase database) {
        this.database = database;
        SqlCartStore carts = new SqlCartStore(database.shared());
        orders = new JpaOrderStore(database.shared());
        outbox = new SqlOutboxStore(database.shared());
        payments = new JpaPaymentStore(database.shared());
        shop = new Shop(carts, "m");
        earlier = new Shop(carts, "a");
        later = new Shop(carts, "z");
    }

    @Test
    @DisplayName("messages of a shop are told while an order of another is being written for ever")
    void messages() {
        place(orders, shop);
        frozen(FrozenOrderTest::place, () -> {
            place(orders, shop);
            comesFirst(outbox::catalogsDue);
            List<OutboxStore.Message> taken = outbox.take(shop.id, 10, LEASE);
            assertThat(taken).hasSize(2);
            String first = taken.get(0).id();
            outbox.markDelivered(first, "one");
            outbox.postpone(first, Duration.ZERO);
            assertThat(outbox.take(shop.id, 10, LEASE))
                    .extracting(OutboxStore.Message::id)
                    .containsExactly(first);
            outbox.delete(taken.stream().map(OutboxStore.Message::id).toList());
            assertThat(outbox.catalogsDue()).doesNotContain(shop.id);
        });
        assertThat(outbox.catalogsDue()).doesNotContain(earlier.id, later.id);
    }

    @Test
    @DisplayName("payments of a shop are brought on while one of another is being settled for ever")
    void payments() {
        Map<Shop, PaymentAttemptId> others = Map.of(earlier, begin(earlier), later, begin(later));
        others.forEach((other, id) -> Await.until(() -> payments.catalogsDue().contains(other.id)));
        PaymentAttemptId own = begin(shop);
        frozenPayments(others, () -> {
            comesFirst(payments::catalogsDue);
            assertThat(payments.take(shop.id, 10, LEASE))
                    .extracting(PaymentAttempt::id)
                    .containsExactly(own);
            assertThat(payments.settle(shop.id, own, now -> new Step.Place("ref", TERMS))
                            .orElseThrow()
                            .state())
                    .isEqualTo(State.PLACED);
        });
    }

    /** Waits until this shop comes first in the random order of due shops, because the other two block whoever visits them. */
    private void comesFirst(Supplier<Set<CatalogId>> waiting) {
        List<CatalogId> mine = List.of(shop.id, earlier.id, later.id);
        Await.until(
                () -> waiting.get().stream().filter(mine::contains).findFirst().equals(Optional.of(shop.id)));
    }

    private interface Order {
        void of(OrderStore store, Shop other);
    }

    private void frozen(Order order, Runnable meanwhile) {
        order.of(new JpaOrderStore(frozen(() -> order.of(new JpaOrderStore(frozen(meanwhile)), later))), earlier);
    }

    private void frozenPayments(Map<Shop, PaymentAttemptId> ids, Runnable meanwhile) {
        settle(frozen(() -> settle(frozen(meanwhile), later, ids)), earlier, ids);
    }

    private static void settle(Transactions transactions, Shop of, Map<Shop, PaymentAttemptId> ids) {
        new JpaPaymentStore(transactions).settle(of.id, ids.get(of), now -> new Step.Place("ref", TERMS));
    }

    /** Runs the given work, then a hook before the end of the transaction, which is rolled back. */
    private Transactions frozen(Runnable meanwhile) {
        return new Transactions() {
            @Override
            public <T> T run(DatabaseCall task, TransactionWork<T> work) {
                return database.second().run(task.within(Duration.ofSeconds(60)), unit -> {
                    T result = work.execute(unit);
                    unit.entities().flush();
                    meanwhile.run();
                    unit.setRollbackOnly();
                    return result;
                });
            }
        };
    }

    private static void place(OrderStore store, Shop of) {
        assertThat(store.place(command(of), FrozenOrderTest::placing)).isInstanceOf(Placing.Placed.class);
    }

    private PaymentAttemptId begin(Shop of) {
        Duration soon = Duration.ofMillis(1);
        Function<StoredCart, Decision<String>> pay = cart ->
                new Decision.Pay<>(placing(cart), URI.create("http://m.localhost:8181"), Duration.ofMinutes(30), soon);
        return ((Placing.Attempted<String>) orders.place(command(of), pay))
                .attempt()
                .id();
    }

    private static OrderStore.Command command(Shop of) {
        return new OrderStore.Command(of.id, of.sessionWith("a", 1), Shop.newKey(), "f", TERMS);
    }

    private static Decision.Place<String> placing(StoredCart cart) {
        return new Decision.Place<>(SampleDetails.of(cart), Map.of(), Set.of(), 0);
    }
}
