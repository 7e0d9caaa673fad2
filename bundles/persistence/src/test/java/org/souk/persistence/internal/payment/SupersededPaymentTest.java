package org.souk.persistence.internal.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.souk.api.catalog.ShopSettings.OrderNumbering;
import org.souk.api.catalog.Sku;
import org.souk.api.session.SessionKey;
import org.souk.api.stock.StockLevel;
import org.souk.api.store.OrderStore;
import org.souk.api.store.OrderStore.Decision;
import org.souk.api.store.OrderStore.Placing;
import org.souk.api.store.StockStore;
import org.souk.api.store.StoredCart;
import org.souk.api.store.StoredLine;
import org.souk.persistence.internal.cart.SqlCartStore;
import org.souk.persistence.internal.connection.Crowd;
import org.souk.persistence.internal.connection.Shop;
import org.souk.persistence.internal.connection.TestDatabase;
import org.souk.persistence.internal.order.JpaOrderStore;
import org.souk.persistence.internal.order.SampleDetails;
import org.souk.persistence.internal.stock.SqlStockStore;
import org.souk.persistence.internal.transaction.Circles;

/** Many concurrent checkouts end without a deadlock, however slow the machine is. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SupersededPaymentTest {
    private static final Duration HOLD = Duration.ofMinutes(30);
    private static final OrderStore.Terms TERMS = new OrderStore.Terms(new OrderNumbering("T-", 1001), "node-1", true);
    private static final Sku A = new Sku("a");
    private static final Sku B = new Sku("b");

    private final Circles database;
    private final OrderStore orders;
    private final StockStore stock;
    private final Shop shop;

    SupersededPaymentTest(TestDatabase database) {
        this.database = new Circles(database.shared());
        orders = new JpaOrderStore(this.database);
        stock = new SqlStockStore(database.shared());
        shop = new Shop(new SqlCartStore(this.database));
        stock.seed(shop.id, "d1", Map.of(A, 1_005, B, 1_005));
    }

    @Test
    @DisplayName("an attempt gives way to an order of other SKUs while many order both: nobody waits in a circle")
    void givesWayInOrder() {
        List<Boolean> placed = Crowd.of(8, 48, number -> {
            SessionKey session = shop.sessionWith(number % 2 == 0 ? "b" : "a", 1);
            assertThat(orders.place(command(session), SupersededPaymentTest::pay))
                    .isInstanceOf(Placing.Attempted.class);
            shop.add(session, false, number % 2 == 0 ? "a" : "b", 1);
            return orders.place(command(session), SupersededPaymentTest::placing) instanceof Placing.Placed;
        });
        assertThat(placed).containsOnly(true);
        assertThat(stock.levels(shop.id))
                .containsExactly(new StockLevel(shop.id, A, 957, 0), new StockLevel(shop.id, B, 957, 0));
        assertThat(database.met()).isZero();
    }

    private OrderStore.Command command(SessionKey session) {
        return new OrderStore.Command(shop.id, session, Shop.newKey(), "f", TERMS);
    }

    private static Decision<String> pay(StoredCart cart) {
        return new Decision.Pay<>(placing(cart), URI.create("http://tack.localhost:8181"), HOLD, Duration.ofMinutes(1));
    }

    private static Decision.Place<String> placing(StoredCart cart) {
        return new Decision.Place<>(
                SampleDetails.of(cart),
                cart.lines().stream().collect(Collectors.toMap(StoredLine::sku, StoredLine::quantity)),
                Set.of(),
                0);
    }
}
