package org.souk.persistence.internal.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.souk.api.catalog.ShopSettings.OrderNumbering;
import org.souk.api.session.SessionKey;
import org.souk.api.store.CartStore;
import org.souk.api.store.HousekeepingStore;
import org.souk.api.store.OrderStore;
import org.souk.itests.Await;
import org.souk.persistence.internal.cart.SqlCartStore;
import org.souk.persistence.internal.connection.Crowd;
import org.souk.persistence.internal.connection.Shop;
import org.souk.persistence.internal.connection.TestDatabase;
import org.souk.persistence.internal.order.JpaOrderStore;
import org.souk.persistence.internal.order.SampleDetails;
import org.souk.persistence.internal.transaction.DatabaseCall;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class HousekeepingStoreTest {
    private static final Duration SHORT = Duration.ofMillis(1);

    private final TestDatabase database;
    private final HousekeepingStore store;
    private final HousekeepingStore other;
    private final CartStore carts;
    private final OrderStore orders;
    private final Shop shop;

    HousekeepingStoreTest(TestDatabase database) {
        this.database = database;
        store = new SqlHousekeepingStore(database.shared());
        other = new SqlHousekeepingStore(database.second());
        carts = new SqlCartStore(database.shared());
        orders = new JpaOrderStore(database.shared());
        shop = new Shop(carts);
    }

    @Test
    void oneHoldsAWork() {
        String work = UUID.randomUUID().toString();
        List<Boolean> asked =
                Crowd.of(8, 16, i -> (i % 2 == 0 ? store : other).lease(work, "holder " + i, Duration.ofMinutes(1)));
        assertThat(asked).filteredOn(leased -> leased).hasSize(1);
        int holder = asked.indexOf(true);
        assertThat(other.lease(work, "holder " + holder, SHORT))
                .as("it keeps it")
                .isTrue();
        Await.until(() -> store.lease(work, "the next", Duration.ofMinutes(1)));
        assertThat(other.lease(work, "holder " + holder, SHORT)).isFalse();
    }

    @Test
    void removesWhatHasExpiredInSteps() {
        List<SessionKey> expired = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            expired.add(session(SHORT));
        }
        SessionKey live = session(Shop.MONTH);
        SessionKey elsewhere = new Shop(carts).sessionWith("A", 1);
        List<Integer> steps = new ArrayList<>();
        Await.until(() -> {
            steps.add(store.removeSessions(shop.id, null, 2));
            return steps.stream().mapToInt(step -> step).sum() == 5;
        });
        assertThat(steps).allMatch(step -> step <= 2);
        assertThat(store.removeSessions(shop.id, null, 200)).isZero();
        assertThat(carts.find(shop.id, live)).isPresent();
        assertThat(carts.sessions(shop.id, 10)).hasSize(1);
        assertThat(elsewhere).isNotNull();
        assertThat(expired)
                .allSatisfy(session -> assertThat(carts.find(shop.id, session)).isEmpty());
    }

    @Test
    void removesWhatNobodyTouchedForLong() {
        SessionKey old = session(Shop.MONTH);
        Await.until(() -> store.removeSessions(shop.id, SHORT, 200) == 1);
        assertThat(carts.find(shop.id, old)).isEqualTo(Optional.empty());
        SessionKey fresh = session(Shop.MONTH);
        assertThat(store.removeSessions(shop.id, Duration.ofHours(1), 200)).isZero();
        assertThat(carts.find(shop.id, fresh)).isPresent();
    }

    @Test
    @DisplayName("a cart that is written while the purge waits for its lock stays")
    void whatIsWrittenMeanwhileStays() throws Exception {
        Duration idle = Duration.ofSeconds(2);
        SessionKey session = session(Shop.MONTH);
        long made = System.nanoTime();
        Await.until(() -> System.nanoTime() - made > idle.plusMillis(200).toNanos());
        FutureTask<Integer> purge = new FutureTask<>(() -> other.removeSessions(shop.id, idle, 200));
        carts.change(shop.command(session, false, null, "f"), cart -> {
            new Thread(purge, "purge").start();
            Await.until(this::somebodyWaits);
            return Shop.adding("A", 1).apply(cart);
        });
        assertThat(purge.get()).isZero();
        assertThat(carts.find(shop.id, session).orElseThrow().lines().get(0).quantity())
                .isEqualTo(2);
    }

    private boolean somebodyWaits() {
        String sql = database == TestDatabase.DERBY
                ? "SELECT 1 FROM SYSCS_DIAG.LOCK_TABLE WHERE STATE = 'WAIT'"
                : "SELECT 1 FROM pg_locks WHERE NOT granted";
        return database.second().run(DatabaseCall.repeatable("look for locks"), unit -> unit.sql()
                .first(sql, row -> true)
                .isPresent());
    }

    @Test
    @DisplayName("an order's key answers for it when the session is gone, too")
    void keysOfOrdersStay() {
        SessionKey session = session(Shop.MONTH);
        OrderStore.Command placing = new OrderStore.Command(
                shop.id,
                session,
                Shop.newKey(),
                "order",
                new OrderStore.Terms(new OrderNumbering("", 1), "node", false));
        assertThat(place(placing)).isInstanceOf(OrderStore.Placing.Placed.class);
        Await.until(() -> store.removeSessions(shop.id, SHORT, 200) == 1);
        assertThat(place(placing)).isInstanceOf(OrderStore.Placing.Placed.class);
        assertThat(orders.list(shop.id, 10)).hasSize(1);
    }

    private OrderStore.Placing<String> place(OrderStore.Command command) {
        return orders.place(
                command, cart -> new OrderStore.Decision.Place<>(SampleDetails.of(cart), Map.of(), Set.of(), 0));
    }

    @Test
    void movesACounterOn() {
        assertThat(orders.counter(shop.id)).isEmpty();
        assertThat(orders.advance(shop.id, 41)).isEmpty();
        assertThat(orders.advance(shop.id, 99)).isEqualTo(OptionalLong.of(41));
        assertThat(orders.counter(shop.id)).isEqualTo(OptionalLong.of(99));
        assertThatThrownBy(() -> orders.advance(shop.id, 99))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stands at 99");
    }

    private SessionKey session(Duration lifetime) {
        SessionKey session = Shop.newSession();
        CartStore.Command command = new CartStore.Command(shop.id, session, true, lifetime, Shop.newKey(), "f");
        carts.change(command, Shop.adding("A", 1));
        return session;
    }
}
