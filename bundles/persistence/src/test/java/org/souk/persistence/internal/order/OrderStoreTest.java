package org.souk.persistence.internal.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.ShopSettings.OrderNumbering;
import org.souk.api.catalog.Sku;
import org.souk.api.money.Money;
import org.souk.api.order.Address;
import org.souk.api.order.Order;
import org.souk.api.order.OrderLine;
import org.souk.api.order.OrderNumber;
import org.souk.api.order.OrderStatus;
import org.souk.api.order.Shortage;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionKey;
import org.souk.api.stock.StockLevel;
import org.souk.api.store.CartStore;
import org.souk.api.store.OrderStore;
import org.souk.api.store.OrderStore.Decision;
import org.souk.api.store.OrderStore.Placing;
import org.souk.api.store.StockStore;
import org.souk.api.store.StoredCart;
import org.souk.api.store.StoredLine;
import org.souk.itests.Await;
import org.souk.persistence.internal.cart.SqlCartStore;
import org.souk.persistence.internal.connection.Crowd;
import org.souk.persistence.internal.connection.Shop;
import org.souk.persistence.internal.connection.TestDatabase;
import org.souk.persistence.internal.stock.SqlStockStore;
import org.souk.persistence.internal.transaction.DatabaseCall;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class OrderStoreTest {
    private final TestDatabase database;
    private final SqlCartStore carts;
    private final OrderStore orders;
    private final OrderStore otherContainer;
    private final StockStore stock;
    private final Shop shop;

    OrderStoreTest(TestDatabase database) {
        this.database = database;
        carts = new SqlCartStore(database.shared());
        orders = new JpaOrderStore(database.shared());
        otherContainer = new JpaOrderStore(database.second());
        stock = new SqlStockStore(database.shared());
        shop = new Shop(carts);
    }

    @Test
    void aCartBecomesAnOrderAndIsClosed() {
        SessionKey session = shop.sessionWith("a", 2);
        StoredCart before = shop.add(session, false, "b", 1);
        Instant begin = Instant.now().minusSeconds(2);
        Order order = placed(orders.place(command(session, Shop.newKey(), "f"), place()));
        assertThat(order.number()).isEqualTo(new OrderNumber("T-1001"));
        assertThat(order.status()).isEqualTo(OrderStatus.PLACED);
        assertThat(order.node()).isEqualTo("node-1");
        assertThat(order.placedAt()).isBetween(begin, Instant.now().plusSeconds(2));
        assertThat(order.details().lines()).extracting(OrderLine::quantity).containsExactly(2, 1);
        assertThat(orders.find(shop.id, order.number())).contains(order);
        assertThat(otherContainer.find(shop.id, order.number())).contains(order);
        assertThat(carts.find(shop.id, session)).contains(StoredCart.EMPTY);
        assertThat(carts.carts(shop.id, 10)).isEmpty();
        StoredCart next = shop.add(session, false, "c", 1);
        assertThat(next.lines()).hasSize(1);
        assertThat(next.version()).isGreaterThan(before.version());
        Order second = placed(orders.place(command(session, Shop.newKey(), "f"), place()));
        assertThat(second.number()).isEqualTo(new OrderNumber("T-1002"));
    }

    @Test
    void theSameKeyAnswersTheSameOrderAndAnotherBodyIsRefused() {
        SessionKey session = shop.sessionWith("a", 1);
        IdempotencyKey key = Shop.newKey();
        Order order = placed(orders.place(command(session, key, "f"), place()));
        assertThat(placed(otherContainer.place(command(session, key, "f"), place())))
                .isEqualTo(order);
        assertThat(orders.place(command(session, key, "other"), place())).isEqualTo(new Placing.KeyReused<>());
        shop.add(session, false, "b", 1);
        assertThat(placed(orders.place(command(session, key, "f"), place()))).isEqualTo(order);
        assertThat(orders.list(shop.id, 10)).containsExactly(order);
    }

    @Test
    void aKeyOfACartIsNoneOfAnOrder() {
        SessionKey session = shop.sessionWith("a", 1);
        IdempotencyKey key = Shop.newKey();
        carts.change(shop.command(session, false, key, "f"), Shop.adding("a", 1));
        assertThat(orders.place(command(session, key, "f"), place())).isEqualTo(new Placing.KeyReused<>());
    }

    @Test
    void aRefusalChangesNothingAndDoesNotUseUpTheKey() {
        SessionKey session = shop.sessionWith("a", 1);
        StoredCart cart = carts.find(shop.id, session).orElseThrow();
        IdempotencyKey key = Shop.newKey();
        assertThat(orders.place(command(session, key, "f"), c -> new Decision.Refuse<>("no")))
                .isEqualTo(new Placing.Refused<>("no", cart));
        assertThat(carts.find(shop.id, session)).contains(cart);
        assertThat(placed(orders.place(command(session, key, "g"), place())).number())
                .isEqualTo(new OrderNumber("T-1001"));
    }

    @Test
    void newPricesAreStored() {
        SessionKey session = shop.sessionWith("a", 1);
        List<StoredLine> dearer = List.of(Shop.line("a", 1, 999));
        Placing<String> placing =
                orders.place(command(session, Shop.newKey(), "f"), c -> new Decision.Reprice<>(dearer, null, "dearer"));
        StoredCart cart = ((Placing.Refused<String>) placing).cart();
        assertThat(cart.lines()).isEqualTo(dearer);
        assertThat(carts.find(shop.id, session)).contains(cart);
    }

    @Test
    void withoutACartThereIsNothingToOrder() {
        SessionKey session = Shop.newSession();
        assertThat(orders.place(command(session, Shop.newKey(), "f"), place())).isEqualTo(new Placing.NoCart<>());
        SessionKey ordered = shop.sessionWith("a", 1);
        orders.place(command(ordered, Shop.newKey(), "f"), place());
        assertThat(orders.place(command(ordered, Shop.newKey(), "f"), place())).isEqualTo(new Placing.NoCart<>());
    }

    @Test
    void stockIsTakenOrAllOfItIsLeft() {
        stock.seed(shop.id, "d1", Map.of(new Sku("a"), 5, new Sku("b"), 1));
        SessionKey session = shop.sessionWith("a", 2);
        shop.add(session, false, "b", 2);
        IdempotencyKey key = Shop.newKey();
        Map<Sku, Integer> wanted = Map.of(new Sku("a"), 2, new Sku("b"), 2, new Sku("none"), 1);
        assertThat(orders.place(command(session, key, "f"), taking(wanted, Set.of())))
                .isEqualTo(new Placing.OutOfStock<>(
                        List.of(new Shortage(new Sku("b"), 2, 1), new Shortage(new Sku("none"), 1, 0))));
        assertThat(available()).containsExactly(5, 1);
        Order order =
                placed(orders.place(command(session, key, "f"), taking(wanted, Set.of(new Sku("b"), new Sku("none")))));
        assertThat(order.number()).isEqualTo(new OrderNumber("T-1001"));
        assertThat(available()).containsExactly(3, 0);
    }

    @Test
    void everythingOfAnOrderComesBack() {
        SessionKey session = shop.sessionWith("a", 1);
        Money price = new Money(1250, Shop.GBP);
        Order.Details details = new Order.Details(
                "zoë@example.com",
                new Address("Zoë 🐎", "1 Rue", "", "Łódź", "", "90-001", "PL"),
                "standard",
                "invoice",
                List.of(new OrderLine(new Sku("a"), "Größe", 3, price, new Money(3750, Shop.GBP))),
                new Money(3750, Shop.GBP),
                new Money(50, Shop.GBP),
                new Money(0, Shop.GBP),
                new Money(617, Shop.GBP),
                true,
                new Money(3700, Shop.GBP),
                "en-GB",
                new CouponCode("HALF-A-POUND"));
        Order order = placed(orders.place(
                command(session, Shop.newKey(), "f"), c -> new Decision.Place<>(details, Map.of(), Set.of(), 1)));
        assertThat(order.details()).isEqualTo(details);
        assertThat(otherContainer.find(shop.id, order.number())).contains(order);
    }

    @Test
    void anOrderOverNothingIsPaid() {
        SessionKey session = shop.sessionWith("a", 1);
        Order order = placed(orders.place(
                command(session, Shop.newKey(), "f"),
                cart -> new Decision.Place<>(SampleDetails.overNothing(cart), Map.of(), Set.of(), 0)));
        assertThat(order.status()).isEqualTo(OrderStatus.PAID);
        assertThat(otherContainer.find(shop.id, order.number())).contains(order);
    }

    @Test
    void whatDoesNotFitIsRefusedAndUsesNoNumber() {
        SessionKey session = shop.sessionWith("a", 1);
        Function<StoredCart, Decision<String>> tooLong = cart -> {
            Order.Details fine = SampleDetails.of(cart);
            Order.Details wrong = new Order.Details(
                    "x".repeat(400),
                    fine.shippingAddress(),
                    fine.shippingMethod(),
                    fine.paymentMethod(),
                    fine.lines(),
                    fine.subtotal(),
                    fine.discount(),
                    fine.shipping(),
                    fine.tax(),
                    false,
                    fine.total(),
                    fine.locale(),
                    null);
            return new Decision.Place<>(wrong, Map.of(), Set.of(), 0);
        };
        assertThatThrownBy(() -> orders.place(command(session, Shop.newKey(), "f"), tooLong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("email");
        assertThat(placed(orders.place(command(session, Shop.newKey(), "f"), place()))
                        .number())
                .isEqualTo(new OrderNumber("T-1001"));
    }

    @Test
    void listsTheNewestFirst() {
        List<Order> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(0, placed(orders.place(command(shop.sessionWith("a", i + 1), Shop.newKey(), "f"), place())));
        }
        assertThat(orders.list(shop.id, 10)).isEqualTo(all);
        assertThat(orders.list(shop.id, 2)).isEqualTo(all.subList(0, 2));
        assertThat(orders.list(null, 10_000)).containsAll(all);
        assertThat(orders.withNumber(shop.id, new OrderNumber("T-1002"))).containsExactly(all.get(1));
        assertThat(orders.withNumber(null, new OrderNumber("T-1002"))).contains(all.get(1));
        assertThat(orders.withNumber(new Shop(carts).id, new OrderNumber("T-1002")))
                .isEmpty();
        assertThat(orders.find(shop.id, new OrderNumber("T-9"))).isEmpty();
    }

    @Test
    void anOrderIsReadWhileOthersArePlaced() {
        Shop another = new Shop(carts);
        Order order = placed(orders.place(command(shop.sessionWith("a", 1), Shop.newKey(), "f"), place()));
        Order same = placed(orders.place(command(another, another.sessionWith("b", 2), Shop.newKey(), "f"), place()));
        assertThat(same.number()).isEqualTo(order.number());
        // the other shop's order is being written for as long as this reads
        List<Order> read = database.second()
                .run(DatabaseCall.once("hold an order").within(Duration.ofSeconds(30)), unit -> {
                    unit.sql()
                            .update(
                                    "UPDATE order_lines SET title = title WHERE catalog = ? AND order_number = ?",
                                    another.id.value(),
                                    same.number().value());
                    unit.setRollbackOnly();
                    return List.of(
                            orders.find(shop.id, order.number()).orElseThrow(),
                            orders.withNumber(shop.id, order.number()).get(0));
                });
        assertThat(read).containsExactly(order, order);
        assertThat(orders.list(null, 10_000)).contains(order, same);
    }

    @Test
    void concurrentRepeatsMakeOneOrder() {
        SessionKey session = shop.sessionWith("a", 1);
        IdempotencyKey key = Shop.newKey();
        List<Placing<String>> placings = Crowd.of(8, 16, i -> container(i).place(command(session, key, "f"), place()));
        assertThat(placings).hasSize(16).allSatisfy(p -> assertThat(p).isInstanceOf(Placing.Placed.class));
        assertThat(placings.stream().map(OrderStoreTest::placed).distinct()).hasSize(1);
        assertThat(orders.list(shop.id, 10)).hasSize(1);
    }

    @Test
    void aCartBecomesOneOrderWhateverKeysCome() {
        SessionKey session = shop.sessionWith("a", 1);
        List<Placing<String>> placings =
                Crowd.of(8, 16, i -> container(i).place(command(session, Shop.newKey(), "f"), place()));
        assertThat(placings).filteredOn(p -> p instanceof Placing.Placed).hasSize(1);
        assertThat(placings).filteredOn(p -> p instanceof Placing.NoCart).hasSize(15);
    }

    @Test
    void numbersHaveNoGapsWhileOthersAreRefusedOrFail() {
        stock.seed(shop.id, "d", Map.of(new Sku("scarce"), 7));
        AtomicInteger failed = new AtomicInteger();
        List<Placing<String>> placings = Crowd.of(12, 96, i -> {
            SessionKey session = shop.sessionWith("a", 1);
            OrderStore.Command command = command(session, Shop.newKey(), "f");
            return switch (i % 4) {
                case 0 -> container(i).place(command, c -> new Decision.Refuse<>("no"));
                case 1 -> container(i).place(command, taking(Map.of(new Sku("scarce"), 1), Set.of()));
                case 2 -> {
                    failed.incrementAndGet();
                    assertThatThrownBy(() -> container(i).place(command, c -> {
                                throw new IllegalStateException("rule");
                            }))
                            .hasMessage("rule");
                    yield new Placing.NoCart<>();
                }
                default -> container(i).place(command, place());
            };
        });
        List<Long> numbers = placings.stream()
                .filter(p -> p instanceof Placing.Placed)
                .map(p -> Long.parseLong(placed(p).number().value().substring(2)))
                .sorted()
                .toList();
        assertThat(numbers)
                .hasSize(24 + 7)
                .isEqualTo(LongStream.range(1001, 1001 + 31).boxed().toList());
        assertThat(failed).hasValue(24);
        assertThat(available()).containsExactly(0);
    }

    @Test
    void theLastPieceIsSoldOnceAndSkusInAnyOrderDoNotBlock() {
        stock.seed(shop.id, "d", Map.of(new Sku("x"), 10, new Sku("y"), 10, new Sku("z"), 1));
        List<Placing<String>> placings = Crowd.of(12, 48, i -> {
            SessionKey session = shop.sessionWith("x", 1);
            Map<Sku, Integer> wanted = i % 3 == 0
                    ? Map.of(new Sku("z"), 1, new Sku("x"), 1)
                    : i % 3 == 1 ? Map.of(new Sku("y"), 1, new Sku("x"), 1) : Map.of(new Sku("x"), 1, new Sku("y"), 1);
            return container(i).place(command(session, Shop.newKey(), "f"), taking(wanted, Set.of()));
        });
        long sold = placings.stream().filter(p -> p instanceof Placing.Placed).count();
        assertThat(sold).isEqualTo(10);
        assertThat(stock.levels(shop.id))
                .allSatisfy(level -> assertThat(level.available()).isNotNegative());
        assertThat(stock.levels(shop.id).get(0).available()).isZero();
    }

    @Test
    void theFirstOrdersOfACatalogMeetAtItsCounter() {
        for (int round = 0; round < 5; round++) {
            Shop fresh = new Shop(carts);
            List<Order> made = Crowd.of(
                    4,
                    4,
                    i -> placed(container(i)
                            .place(
                                    new OrderStore.Command(
                                            fresh.id,
                                            fresh.sessionWith("a", 1),
                                            Shop.newKey(),
                                            "f",
                                            new OrderStore.Terms(new OrderNumbering("", 1), "n", false)),
                                    place())));
            assertThat(made).extracting(order -> order.number().value()).containsExactlyInAnyOrder("1", "2", "3", "4");
        }
    }

    @Test
    void anOrderIsAnsweredAgainAfterItsSessionExpired() {
        SessionKey session = Shop.newSession();
        carts.change(
                new CartStore.Command(shop.id, session, true, Duration.ofMillis(1000), null, "f"), Shop.adding("a", 1));
        IdempotencyKey key = Shop.newKey();
        Order order = placed(orders.place(command(session, key, "f"), place()));
        Await.until(() -> carts.find(shop.id, session).isEmpty());
        assertThat(placed(orders.place(command(session, key, "f"), place()))).isEqualTo(order);
        assertThat(orders.place(command(session, Shop.newKey(), "f"), place())).isEqualTo(new Placing.NoCart<>());
    }

    private OrderStore container(int i) {
        return i % 2 == 0 ? orders : otherContainer;
    }

    private List<Integer> available() {
        return stock.levels(shop.id).stream().map(StockLevel::available).toList();
    }

    private OrderStore.Command command(SessionKey session, IdempotencyKey key, String fingerprint) {
        return command(shop, session, key, fingerprint);
    }

    private static OrderStore.Command command(Shop of, SessionKey session, IdempotencyKey key, String fingerprint) {
        return new OrderStore.Command(
                of.id,
                session,
                key,
                fingerprint,
                new OrderStore.Terms(new OrderNumbering("T-", 1001), "node-1", false));
    }

    private static Function<StoredCart, Decision<String>> place() {
        return taking(Map.of(), Set.of());
    }

    private static Function<StoredCart, Decision<String>> taking(Map<Sku, Integer> take, Set<Sku> oversell) {
        return cart -> new Decision.Place<>(SampleDetails.of(cart), take, oversell, 0);
    }

    private static Order placed(Placing<String> placing) {
        assertThat(placing).isInstanceOf(Placing.Placed.class);
        return ((Placing.Placed<String>) placing).order();
    }
}
