package org.souk.core.internal.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.souk.api.cart.Cart;
import org.souk.api.cart.CartLine;
import org.souk.api.cart.CartOutcome;
import org.souk.api.cart.CartSummary;
import org.souk.api.cart.Destination;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Sku;
import org.souk.api.customer.CustomerRealm;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.money.Money;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionKey;
import org.souk.api.session.SessionSummary;
import org.souk.api.session.SessionToken;
import org.souk.api.store.CartStore;
import org.souk.api.store.CustomerStore;
import org.souk.api.store.HandOverStore;
import org.souk.api.store.HousekeepingStore;
import org.souk.api.store.NodeStore;
import org.souk.api.store.OrderStore;
import org.souk.api.store.OutboxStore;
import org.souk.api.store.PaymentStore;
import org.souk.api.store.StockStore;
import org.souk.api.store.StoredCart;
import org.souk.core.internal.background.TaskScheduler;
import org.souk.core.internal.fake.MemoryDatabase;
import org.souk.core.internal.fake.TestShop;
import org.souk.core.internal.guard.CatalogJavaGuard;
import org.souk.core.internal.guard.Guards;
import org.souk.core.internal.price.Prices;
import org.souk.core.internal.stock.CountedStock;
import org.souk.core.internal.store.StoreRegistry;

/** Carts of a shop with rules. The store in memory fails as soon as a rule runs while it holds a cart. */
final class RulesOutsideTheLockTest {
    private static final Sku SADDLE = new Sku("SADDLE");
    private static final Sku GIRTH = new Sku("GIRTH");

    private final MemoryDatabase database = new MemoryDatabase();
    private final TaskScheduler scheduler = new TaskScheduler();
    private final CatalogJavaGuard guard = Guards.guard();
    private final Prices prices = new Prices(guard);
    private final CountedStock stock = new CountedStock(database, scheduler);
    private final StoredCarts carts = carts(database);
    private final TestShop tack = new TestShop("tack")
            .sell("SADDLE", "100.00")
            .sell("GIRTH", "20.00")
            .rule(request -> Money.parse(
                    String.valueOf(100 - Math.min(50, request.quantity())),
                    request.catalog().currency()));
    private final LiveCatalog shop = tack.live();

    @AfterEach
    void stop() {
        scheduler.close();
        guard.close();
    }

    private StoredCarts carts(StoreRegistry stores) {
        return new StoredCarts(stores, prices, new Pricing(prices, stock));
    }

    @Test
    @DisplayName("every command goes by prices that were taken before")
    void everyCommand() {
        SessionToken session = session(carts.add(shop, null, SADDLE, 1, null));
        carts.add(shop, session, GIRTH, 2, null);
        Cart added = cart(carts.add(shop, session, SADDLE, 3, new IdempotencyKey("k")));
        assertThat(added.lines()).extracting(CartLine::unitPrice).containsExactly(tack.money("96"), tack.money("98"));
        Cart set = cart(carts.setQuantity(shop, session, added.lines().get(1).id(), 10, null));
        assertThat(set.lines().get(1).unitPrice()).isEqualTo(tack.money("90"));
        Cart removed = cart(carts.remove(shop, session, added.lines().get(0).id(), null));
        assertThat(removed.total()).isEqualTo(tack.money("900"));
        assertThat(carts.view(shop, session, Destination.UNKNOWN)).isEqualTo(removed);
        assertThat(TestShop.RULES_ASKED).hasPositiveValue();
    }

    @Test
    @DisplayName("a price that changed is shown and stored, without asking under the lock")
    void repriced() {
        SessionToken session = session(carts.add(shop, null, SADDLE, 2, null));
        LiveCatalog half = new TestShop("tack")
                .sell("SADDLE", "100.00")
                .digest("d2")
                .rule(request -> tack.money("50"))
                .live();
        Cart cart = carts.view(half, session, Destination.UNKNOWN);
        assertThat(cart.lines().get(0).problem()).contains(CartLine.Problem.PRICE_CHANGED);
        assertThat(cart.total()).isEqualTo(tack.money("100"));
        assertThat(carts.view(half, session, Destination.UNKNOWN).lines().get(0).problem())
                .isEmpty();
    }

    @Test
    @DisplayName("a cart that another request changed in between is left, priced, and changed in another round")
    void changedInBetween() {
        SessionToken session = session(carts.add(shop, null, SADDLE, 1, null));
        AtomicInteger rounds = new AtomicInteger();
        StoredCarts raced = carts(new Raced(() -> {
            if (rounds.incrementAndGet() == 1) {
                carts.add(shop, session, GIRTH, 7, null);
                carts.add(shop, session, SADDLE, 20, null);
            }
        }));

        Cart cart = cart(raced.add(shop, session, SADDLE, 1, null));

        assertThat(rounds).hasValue(2);
        assertThat(cart.lines()).extracting(CartLine::quantity).containsExactly(22, 7);
        assertThat(cart.lines()).extracting(CartLine::unitPrice).containsExactly(tack.money("78"), tack.money("93"));
    }

    @Test
    @DisplayName("others who put in the same pieces at the same time cost no further round")
    void ahead() {
        SessionToken session = session(carts.add(shop, null, SADDLE, 1, null));
        AtomicInteger rounds = new AtomicInteger();
        StoredCarts raced = carts(new Raced(() -> {
            rounds.incrementAndGet();
            IntStream.range(0, 5).forEach(i -> carts.add(shop, session, SADDLE, 1, null));
        }));
        assertThat(cart(raced.add(shop, session, SADDLE, 1, null)).itemCount()).isEqualTo(7);
        assertThat(rounds).hasValue(1);
    }

    @Test
    @DisplayName("a cart that others change all the time is given up, and nothing is lost")
    void givenUp() {
        SessionToken session = session(carts.add(shop, null, SADDLE, 1, null));
        AtomicInteger rounds = new AtomicInteger();
        StoredCarts raced = carts(new Raced(() -> {
            rounds.incrementAndGet();
            carts.add(shop, session, GIRTH, 100, null);
        }));
        assertThatThrownBy(() -> raced.add(shop, session, SADDLE, 1, new IdempotencyKey("k")))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("changes faster");
        assertThat(rounds.get()).isBetween(2, 6);
        assertThat(cart(carts.add(shop, session, SADDLE, 1, new IdempotencyKey("k")))
                        .lines()
                        .get(0)
                        .quantity())
                .isEqualTo(2);
    }

    @Test
    @DisplayName("twenty requests that fill one line at the same time are all done")
    void atTheSameTime() {
        LiveCatalog quiet = tack.withoutCounting().digest("d3").live();
        SessionToken session = session(carts.add(quiet, null, SADDLE, 1, null));
        List<CartOutcome> outcomes = IntStream.range(0, 20)
                .mapToObj(i -> java.util.concurrent.CompletableFuture.supplyAsync(
                        () -> carts.add(quiet, session, SADDLE, 1, null), runnable -> new Thread(runnable).start()))
                .toList()
                .stream()
                .map(java.util.concurrent.CompletableFuture::join)
                .toList();
        assertThat(outcomes).allMatch(outcome -> outcome instanceof CartOutcome.Changed);
        Cart cart = carts.view(quiet, session, Destination.UNKNOWN);
        assertThat(cart.itemCount()).isEqualTo(21);
        assertThat(cart.lines().get(0).unitPrice()).isEqualTo(tack.money("79"));
    }

    private static Cart cart(CartOutcome outcome) {
        return ((CartOutcome.Changed) outcome).cart();
    }

    private static SessionToken session(CartOutcome outcome) {
        return ((CartOutcome.Changed) outcome).session();
    }

    /** The database, where somebody else comes first before each change. */
    private final class Raced implements StoreRegistry, CartStore {
        private final Runnable other;

        Raced(Runnable other) {
            this.other = other;
        }

        @Override
        public <R> Change<R> change(Command command, Function<StoredCart, Decision<R>> decide) {
            other.run();
            return database.carts().change(command, decide);
        }

        @Override
        public Optional<StoredCart> find(CatalogId catalog, SessionKey session) {
            return database.carts().find(catalog, session);
        }

        @Override
        public List<CartSummary> carts(CatalogId catalog, int limit) {
            return List.of();
        }

        @Override
        public List<SessionSummary> sessions(CatalogId catalog, int limit) {
            return List.of();
        }

        @Override
        public CustomerRealm realm(LiveCatalog shop) {
            return database.realm(shop);
        }

        @Override
        public CartStore carts() {
            return this;
        }

        @Override
        public OrderStore orders() {
            return database.orders();
        }

        @Override
        public PaymentStore payments() {
            return database.payments();
        }

        @Override
        public OutboxStore outbox() {
            return database.outbox();
        }

        @Override
        public StockStore stock() {
            return database.stock();
        }

        @Override
        public NodeStore nodes() {
            return database.nodes();
        }

        @Override
        public HandOverStore handOvers() {
            return database.handOvers();
        }

        @Override
        public CustomerStore customers() {
            return database.customers();
        }

        @Override
        public HousekeepingStore housekeeping() {
            return database.housekeeping();
        }
    }
}
