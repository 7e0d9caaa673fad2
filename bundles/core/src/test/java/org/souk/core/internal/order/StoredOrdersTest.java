package org.souk.core.internal.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.api.cart.Cart;
import org.souk.api.cart.CartLine.Problem;
import org.souk.api.cart.CartOutcome;
import org.souk.api.cart.Destination;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Sku;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.money.Money;
import org.souk.api.order.Address;
import org.souk.api.order.CheckoutRequest;
import org.souk.api.order.Order;
import org.souk.api.order.Placement;
import org.souk.api.order.Shortage;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionToken;
import org.souk.core.internal.background.TaskScheduler;
import org.souk.core.internal.cart.Pricing;
import org.souk.core.internal.cart.StoredCarts;
import org.souk.core.internal.fake.MemoryDatabase;
import org.souk.core.internal.fake.TestShop;
import org.souk.core.internal.guard.CatalogJavaGuard;
import org.souk.core.internal.guard.Guards;
import org.souk.core.internal.node.ThisNodes;
import org.souk.core.internal.price.Prices;
import org.souk.core.internal.stock.CountedStock;

final class StoredOrdersTest {
    private static final URI SITE = URI.create("http://tack.localhost:8181");
    private static final Sku SADDLE = new Sku("SADDLE");
    private static final Sku GIRTH = new Sku("GIRTH");
    private static final Address HOME = new Address("Ann", "1 Mews Lane", "", "Hay", "", "HR3 5AA", "GB");
    private static final CheckoutRequest PLAIN = new CheckoutRequest("ann@example.org", HOME, null, null, null, SITE);

    private final MemoryDatabase database = new MemoryDatabase();
    private final TaskScheduler idle = new TaskScheduler();
    private final CatalogJavaGuard guard = Guards.guard();
    private final Prices prices = new Prices(guard);
    private CountedStock stock;
    private StoredCarts carts;
    private StoredOrders orders;
    private int keys;

    @AfterEach
    void stop() {
        guard.close();
    }

    @BeforeEach
    void start() {
        idle.close();
        stock = new CountedStock(database, idle);
        database.stock().seed(tack().id, "d1", Map.of(GIRTH, 5));
        Pricing pricing = new Pricing(prices, stock);
        carts = new StoredCarts(database, prices, pricing);
        orders = new StoredOrders(database, pricing, stock, ThisNodes.node("all", "", database, idle), processor());
    }

    /** Of a shop whose payments are all its own. */
    private PaymentProcessor processor() {
        return new PaymentProcessor(
                Duration.ofMinutes(30),
                Duration.ofSeconds(15),
                database,
                new Gateways(guard),
                stock,
                ThisNodes.node("all", "", database, idle));
    }

    private static TestShop tack() {
        return new TestShop("tack")
                .tax(true, "GB", "20")
                .ship("standard", "3.95", "60", "GB", "IE")
                .ship("courier", "9.00", null, "GB")
                .sell("SADDLE", "100.00")
                .count("GIRTH", "20.00", 5);
    }

    @Test
    void placesAnOrder() {
        SessionToken session = cart(GIRTH, 2);

        Placement.Placed placed = placed(place(session, PLAIN));

        Order order = placed.order();
        assertThat(order.number().value()).isEqualTo("T-1001");
        assertThat(order.node()).isEqualTo("node-1");
        assertThat(order.details().total()).isEqualTo(tack().money("43.95"));
        assertThat(order.details().tax()).isEqualTo(tack().money("7.33"));
        assertThat(order.details().shippingMethod()).isEqualTo("standard");
        assertThat(order.details().paymentMethod()).isEqualTo("invoice");
        assertThat(order.details().locale()).isEqualTo("en-GB");
        assertThat(database.level(tack().id, "GIRTH")).isEqualTo(3);
        assertThat(carts.view(tack().live(), session, Destination.UNKNOWN).isEmpty())
                .isTrue();
    }

    @Test
    void theTokenOpensTheOrderAndNoOtherDoes() {
        Placement.Placed placed = placed(place(cart(GIRTH, 1), PLAIN));

        assertThat(placed.token()).matches("[A-Za-z0-9_-]{43}");
        assertThat(orders.find(tack().id, placed.order().number(), placed.token()))
                .contains(placed.order());
        assertThat(orders.find(tack().id, placed.order().number(), "")).isEmpty();
        assertThat(orders.find(new TestShop("other").id, placed.order().number(), placed.token()))
                .isEmpty();
        assertThat(orders.withNumber(null, placed.order().number())).containsExactly(placed.order());
        assertThat(orders.list(null, 5)).containsExactly(placed.order());
    }

    @Test
    void aRepeatAnswersTheSameEvenWhenAllHasChanged() {
        SessionToken session = cart(GIRTH, 5);
        IdempotencyKey key = new IdempotencyKey("k");
        Placement first = orders.place(tack().live(), session, PLAIN, key);
        LiveCatalog changed = new TestShop("tack")
                .currency("EUR")
                .ship("pigeon", "1", null, "FR")
                .pay("barter")
                .live();

        assertThat(orders.place(changed, session, PLAIN, key)).isEqualTo(first);
        assertThat(orders.place(
                        tack().live(),
                        session,
                        new CheckoutRequest("eve@example.org", HOME, null, null, null, SITE),
                        key))
                .isEqualTo(new Placement.KeyReused());
        assertThat(database.orders).hasSize(1);
    }

    @Test
    void aClosedShopAnswersRepeatsAndTakesNoOrder() {
        SessionToken session = cart(GIRTH, 5);
        IdempotencyKey key = new IdempotencyKey("k");
        LiveCatalog shop = tack().live();
        assertThat(orders.repeat(shop, session, PLAIN, key)).isEmpty();
        assertThat(orders.repeat(shop, null, PLAIN, key)).isEmpty();
        assertThat(database.orders).isEmpty();

        Placement first = orders.place(shop, session, PLAIN, key);
        assertThat(orders.repeat(shop, session, PLAIN, key)).contains(first);
        assertThat(orders.repeat(
                        shop, session, new CheckoutRequest("eve@example.org", HOME, null, null, null, SITE), key))
                .contains(new Placement.KeyReused());
        assertThat(orders.repeat(shop, session, PLAIN, new IdempotencyKey("other")))
                .isEmpty();
        assertThat(database.orders).hasSize(1);
    }

    @Test
    void anOrderIsSeenInStockAtOnceAndARepeatTakesNothing() {
        LiveCatalog shop = tack().live();
        stock.live(shop);
        stock.readChanges();
        SessionToken session = cart(GIRTH, 2);
        IdempotencyKey key = new IdempotencyKey("k");

        orders.place(shop, session, PLAIN, key);
        orders.place(shop, session, PLAIN, key);

        assertThat(stock.available(
                        shop, shop.catalog().offer(GIRTH).orElseThrow().variant()))
                .hasValue(3);
    }

    @Test
    void aCartBecomesOneOrder() {
        SessionToken session = cart(GIRTH, 1);

        placed(place(session, PLAIN));

        assertThat(place(session, PLAIN)).isEqualTo(new Placement.CartEmpty());
        assertThat(place(null, PLAIN)).isEqualTo(new Placement.CartEmpty());
    }

    @Test
    void tooFewPiecesTakeNothing() {
        SessionToken session = cart(GIRTH, 5);
        orders.place(tack().live(), cart(GIRTH, 1), PLAIN, new IdempotencyKey("other"));

        assertThat(place(session, PLAIN)).isEqualTo(new Placement.OutOfStock(List.of(new Shortage(GIRTH, 5, 4))));
        assertThat(database.level(tack().id, "GIRTH")).isEqualTo(4);
    }

    @Test
    void noRequestStoresTheFiguresOfACatalog() {
        LiveCatalog dropped = tack().digest("d2").live();
        SessionToken session = cart(GIRTH, 5);
        IdempotencyKey key = new IdempotencyKey("a");

        assertThatThrownBy(() -> orders.place(dropped, session, PLAIN, key))
                .isInstanceOf(DatabaseUnavailableException.class);
        assertThat(database.seeds).doesNotContain("tack|d2");
        database.stock().seed(tack().id, "d2", Map.of(GIRTH, 5));

        placed(orders.place(dropped, session, PLAIN, key));
    }

    @Test
    void aNewPriceIsShownBeforeItIsPaid() {
        SessionToken session = cart(SADDLE, 1);
        LiveCatalog dearer = tack().nothing().sell("SADDLE", "120.00").live();

        Placement first = orders.place(dearer, session, PLAIN, new IdempotencyKey("a"));
        Placement second = orders.place(dearer, session, PLAIN, new IdempotencyKey("a"));

        Placement.PriceChanged changed = (Placement.PriceChanged) first;
        assertThat(changed.cart().subtotal()).isEqualTo(tack().money("120"));
        assertThat(changed.cart().lines().get(0).problem()).contains(Problem.PRICE_CHANGED);
        assertThat(placed(second).order().details().subtotal()).isEqualTo(tack().money("120"));
    }

    @Test
    void aCatalogThatChangesItsCurrencyTakesTheCartsAlong() {
        SessionToken session = cart(SADDLE, 1);
        carts.add(tack().live(), session, GIRTH, 2, null);
        LiveCatalog euros =
                new TestShop("tack").currency("EUR").sell("SADDLE", "110.00").live();

        Cart shown = ((Placement.PriceChanged) orders.place(euros, session, PLAIN, new IdempotencyKey("a"))).cart();
        assertThat(shown.total().currency().getCurrencyCode()).isEqualTo("EUR");
        assertThat(orders.place(euros, session, PLAIN, new IdempotencyKey("b")))
                .isInstanceOf(Placement.CartProblem.class);
        carts.remove(euros, session, shown.lines().get(1).id(), null);
        Order order = placed(orders.place(euros, session, PLAIN, new IdempotencyKey("c")))
                .order();

        assertThat(order.details().total()).isEqualTo(Money.parse("110", Currency.getInstance("EUR")));
    }

    @Test
    void aCartThatTheShopperDidNotSeeIsShownFirst() {
        SessionToken session = cart(SADDLE, 1);

        Placement old = place(session, new CheckoutRequest("a@b.example", HOME, null, null, 7L, SITE));
        assertThat(((Placement.PriceChanged) old).cart().version()).isEqualTo(1);
        placed(place(session, new CheckoutRequest("a@b.example", HOME, null, null, 1L, SITE)));
    }

    @Test
    void whatVanishedCannotBeOrdered() {
        SessionToken session = cart(SADDLE, 1);
        LiveCatalog without = tack().nothing().sell("HAT", "1").live();

        Placement placement = orders.place(without, session, PLAIN, new IdempotencyKey("a"));

        assertThat(((Placement.CartProblem) placement).cart().lines().get(0).problem())
                .contains(Problem.GONE);
    }

    @Test
    void oversoldPiecesAreSoldBeyondTheirStock() {
        TestShop oversell = new TestShop("tack").sell("GIRTH", "20", true, 1, true, true, true);
        database.level(oversell.id, "GIRTH", 1);
        SessionToken session = ((CartOutcome.Changed) carts.add(oversell.live(), null, GIRTH, 3, null)).session();

        placed(orders.place(oversell.live(), session, PLAIN, new IdempotencyKey("a")));

        assertThat(database.level(oversell.id, "GIRTH")).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "teleport, null, GB, shippingMethod",
                "courier, null, IE, shippingAddress.country",
                "null, null, FR, shippingAddress.country",
                "null, card, GB, payment.method",
            })
    void whatIsNotOfferedIsRefused(String method, String payment, String country, String field) {
        Address there = new Address("Ann", "1", "", "X", "", "1", country);

        Placement placement =
                place(cart(SADDLE, 1), new CheckoutRequest("ann@example.org", there, method, payment, null, SITE));

        assertThat(((Placement.Invalid) placement).errors()).containsOnlyKeys(field);
    }

    @Test
    void faultsOfTheFormNeedNoDatabase() {
        SessionToken session = cart(SADDLE, 1);
        database.away = true;

        Placement placement = place(session, new CheckoutRequest("nobody", HOME, "teleport", null, null, SITE));

        assertThat(((Placement.Invalid) placement).errors())
                .isEqualTo(Map.of("email", CheckoutForm.NO_EMAIL, "shippingMethod", CheckoutForm.NO_SUCH_DELIVERY));
        assertThatThrownBy(() -> place(session, PLAIN)).isInstanceOf(DatabaseUnavailableException.class);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {"https://pay.example, https://pay.example", "'', null"})
    void aBrowseOnlyContainerSendsElsewhere(String configured, String url) {
        StoredOrders browse = new StoredOrders(
                database,
                new Pricing(prices, stock),
                stock,
                ThisNodes.node("browse", configured, database, idle),
                processor());

        assertThat(browse.place(tack().live(), cart(SADDLE, 1), PLAIN, new IdempotencyKey("a")))
                .isEqualTo(new Placement.Elsewhere(url));
    }

    @Test
    @DisplayName("a shop's rule is asked before the cart is locked, not in the order's transaction")
    void rulesAreAskedBefore() {
        LiveCatalog ruled = tack().rule(request -> tack().money("15")).live();
        SessionToken session = ((CartOutcome.Changed) carts.add(ruled, null, GIRTH, 2, null)).session();
        int asked = TestShop.RULES_ASKED.get();

        Order order = placed(orders.place(ruled, session, PLAIN, new IdempotencyKey("a")))
                .order();

        assertThat(order.details().subtotal()).isEqualTo(tack().money("30"));
        assertThat(TestShop.RULES_ASKED).as("it was remembered").hasValue(asked);
    }

    @Test
    @DisplayName("a price that a rule changed is shown first, and ordered then")
    void aRulesNewPriceIsShownFirst() {
        SessionToken session = cart(SADDLE, 1);
        LiveCatalog ruled = tack().rule(request -> tack().money("90")).live();

        Placement first = orders.place(ruled, session, PLAIN, new IdempotencyKey("a"));
        Order order = placed(orders.place(ruled, session, PLAIN, new IdempotencyKey("b")))
                .order();

        assertThat(((Placement.PriceChanged) first).cart().subtotal()).isEqualTo(tack().money("90"));
        assertThat(order.details().subtotal()).isEqualTo(tack().money("90"));
    }

    private SessionToken cart(Sku sku, int quantity) {
        return ((CartOutcome.Changed) carts.add(tack().live(), null, sku, quantity, null)).session();
    }

    private Placement place(SessionToken session, CheckoutRequest request) {
        return orders.place(tack().live(), session, request, new IdempotencyKey("key-" + keys++));
    }

    private static Placement.Placed placed(Placement placement) {
        assertThat(placement).isInstanceOf(Placement.Placed.class);
        return (Placement.Placed) placement;
    }
}
