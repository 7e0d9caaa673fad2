package org.souk.core.internal.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.api.cart.Cart;
import org.souk.api.cart.CartLine;
import org.souk.api.cart.CartLine.Problem;
import org.souk.api.cart.CartOutcome;
import org.souk.api.cart.Carts;
import org.souk.api.cart.Destination;
import org.souk.api.cart.LineId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Sku;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionToken;
import org.souk.core.internal.background.TaskScheduler;
import org.souk.core.internal.fake.MemoryDatabase;
import org.souk.core.internal.fake.TestShop;
import org.souk.core.internal.guard.CatalogJavaGuard;
import org.souk.core.internal.guard.Guards;
import org.souk.core.internal.price.Prices;
import org.souk.core.internal.stock.CountedStock;

final class StoredCartsTest {
    private static final Sku SADDLE = new Sku("SADDLE");
    private static final Sku GIRTH = new Sku("GIRTH");

    private final MemoryDatabase database = new MemoryDatabase();
    private final TaskScheduler scheduler = new TaskScheduler();
    private final CatalogJavaGuard guard = Guards.guard();
    private final Prices prices = new Prices(guard);
    private final CountedStock stock = new CountedStock(database, scheduler);
    private final StoredCarts carts = new StoredCarts(database, prices, new Pricing(prices, stock));
    private final LiveCatalog shop = tack().live();

    private static TestShop tack() {
        return new TestShop("tack").sell("SADDLE", "100.00").count("GIRTH", "20.00", 5);
    }

    @AfterEach
    void stop() {
        scheduler.close();
        guard.close();
    }

    @Test
    void nobodyHasAnEmptyCartAndNothingIsWritten() {
        SessionToken unknown = SessionToken.random(new SecureRandom());

        Cart cart = carts.view(shop, unknown, Destination.UNKNOWN);

        assertThat(cart.isEmpty()).isTrue();
        assertThat(cart.version()).isZero();
        assertThat(cart.total().isZero()).isTrue();
        assertThat(carts.view(shop, null, Destination.UNKNOWN)).isEqualTo(cart);
        assertThat(database.sessions).isEmpty();
    }

    @Test
    void theFirstLineStartsASession() {
        CartOutcome.Changed changed = add(null, SADDLE, 2);

        assertThat(changed.cart().itemCount()).isEqualTo(2);
        assertThat(changed.cart().total()).isEqualTo(tack().money("200"));
        assertThat(changed.cart().lines().get(0).problem()).isEmpty();
        assertThat(changed.cart().version()).isEqualTo(1);
        assertThat(database.sessions)
                .containsOnlyKeys("tack|" + changed.session().key());
        assertThat(carts.view(shop, changed.session(), Destination.UNKNOWN)).isEqualTo(changed.cart());
    }

    @Test
    void aTokenThatIsNotKnownIsNeverAdopted() {
        SessionToken unknown = SessionToken.random(new SecureRandom());

        assertThat(add(unknown, SADDLE, 1).session()).isNotEqualTo(unknown);
    }

    @Test
    void anothersSessionCountsAsAbsent() {
        SessionToken session = add(null, SADDLE, 1).session();
        LiveCatalog other = new TestShop("other").sell("SADDLE", "1").live();

        assertThat(carts.view(other, session, Destination.UNKNOWN).isEmpty()).isTrue();
        assertThat(((CartOutcome.Changed) carts.add(other, session, SADDLE, 1, null)).session())
                .isNotEqualTo(session);
    }

    @Test
    void theSameSkuAddsToItsLine() {
        CartOutcome.Changed first = add(null, SADDLE, 1);
        add(first.session(), GIRTH, 1);
        Cart cart = add(first.session(), SADDLE, 2).cart();

        assertThat(cart.lines()).extracting(CartLine::sku).containsExactly(SADDLE, GIRTH);
        assertThat(cart.lines()).extracting(CartLine::quantity).containsExactly(3, 1);
        assertThat(cart.lines().get(0).id())
                .isEqualTo(first.cart().lines().get(0).id());
    }

    @Test
    void whatIsNotSoldIsRefusedAndStartsNoSession() {
        assertThat(carts.add(shop, null, new Sku("HAT"), 1, null))
                .isEqualTo(new CartOutcome.UnknownSku(new Sku("HAT")));
        assertThat(database.sessions).isEmpty();
    }

    @Test
    void moreThanThereIsIsRefused() {
        SessionToken session = add(null, GIRTH, 3).session();

        assertThat(carts.add(shop, session, GIRTH, 3, null)).isEqualTo(new CartOutcome.OutOfStock(GIRTH, 6, 5));
        assertThat(carts.setQuantity(shop, session, line(session, 0), 6, null))
                .isEqualTo(new CartOutcome.OutOfStock(GIRTH, 6, 5));
        assertThat(carts.add(shop, null, GIRTH, 6, null)).isInstanceOf(CartOutcome.OutOfStock.class);
        assertThat(database.sessions).hasSize(1);
    }

    @Test
    void lessIsAlwaysPossible() {
        SessionToken session = add(null, GIRTH, 5).session();
        LiveCatalog fewer = new TestShop("tack").count("GIRTH", "20.00", 1).live();

        CartOutcome.Changed changed =
                (CartOutcome.Changed) carts.setQuantity(fewer, session, line(session, 0), 3, null);

        CartLine line = changed.cart().lines().get(0);
        assertThat(line.quantity()).isEqualTo(3);
        assertThat(line.available()).isFalse();
        assertThat(line.problem()).contains(Problem.OUT_OF_STOCK);
        assertThat(changed.cart().subtotal()).isEqualTo(tack().money("60"));
    }

    @Test
    void whatIsReservedForTheShoppersOwnPaymentIsNotSoldOut() {
        SessionToken session = add(null, GIRTH, 2).session();
        SessionToken other = add(null, GIRTH, 2).session();
        int asked = database.payments.asked;
        LiveCatalog few = new TestShop("tack")
                .sell("SADDLE", "100.00")
                .count("GIRTH", "20.00", 1)
                .live();
        database.payments.reserved.put("tack|" + session.key(), Map.of(GIRTH, 1));

        CartLine line = carts.view(few, session, Destination.UNKNOWN).lines().get(0);
        assertThat(line.available()).isTrue();
        assertThat(line.problem()).contains(Problem.RESERVED);
        CartLine after = ((CartOutcome.Changed) carts.add(few, session, SADDLE, 1, null))
                .cart()
                .lines()
                .get(0);
        assertThat(after.problem()).contains(Problem.RESERVED);
        assertThat(carts.view(few, other, Destination.UNKNOWN).lines().get(0).problem())
                .contains(Problem.OUT_OF_STOCK);

        assertThat(carts.add(few, session, GIRTH, 1, null)).isEqualTo(new CartOutcome.OutOfStock(GIRTH, 3, 2));
        carts.remove(few, session, line.id(), null);
        assertThat(carts.add(few, session, GIRTH, 2, null)).isInstanceOf(CartOutcome.Changed.class);
        assertThat(carts.add(few, null, GIRTH, 2, null)).isEqualTo(new CartOutcome.OutOfStock(GIRTH, 2, 1));

        database.payments.away = true;
        CartOutcome.Changed written = (CartOutcome.Changed) carts.add(few, session, SADDLE, 1, null);
        assertThat(written.cart().lines()).extracting(CartLine::problem).contains(Optional.of(Problem.OUT_OF_STOCK));

        int before = database.payments.asked;
        assertThat(before).isGreaterThan(asked);
        add(session, SADDLE, 1);
        carts.view(shop, session, Destination.UNKNOWN);
        assertThat(database.payments.asked)
                .as("where there is enough nobody asks")
                .isEqualTo(before);
    }

    @Test
    void oversoldVariantsCanAlwaysBeBought() {
        LiveCatalog oversell = new TestShop("tack")
                .sell("GIRTH", "20", true, 0, true, true, true)
                .live();

        assertThat(carts.add(oversell, null, GIRTH, 9, null)).isInstanceOf(CartOutcome.Changed.class);
    }

    @Test
    void aCartHasItsBounds() {
        SessionToken session = add(null, SADDLE, Carts.MAX_QUANTITY).session();
        assertThat(carts.add(shop, session, SADDLE, 1, null)).isEqualTo(new CartOutcome.Full(Carts.MAX_QUANTITY));

        TestShop large = new TestShop("large");
        for (int i = 0; i <= Carts.MAX_LINES; i++) {
            large.sell("S" + i, "1");
        }
        LiveCatalog live = large.live();
        SessionToken other = null;
        for (int i = 0; i < Carts.MAX_LINES; i++) {
            other = ((CartOutcome.Changed) carts.add(live, other, new Sku("S" + i), 1, null)).session();
        }
        assertThat(carts.add(live, other, new Sku("S" + Carts.MAX_LINES), 1, null))
                .isEqualTo(new CartOutcome.Full(Carts.MAX_LINES));
        assertThat(carts.add(live, other, new Sku("S0"), 1, null)).isInstanceOf(CartOutcome.Changed.class);
    }

    @Test
    void nothingIsSoldBeyondTheLargestAmount() {
        LiveCatalog dear = new TestShop("dear").sell("SADDLE", "999999999999").live();

        assertThat(carts.add(dear, null, SADDLE, 2, null)).isInstanceOf(CartOutcome.Full.class);
        assertThat(carts.add(dear, null, SADDLE, 1, null)).isInstanceOf(CartOutcome.Changed.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 10_000})
    void aQuantityOutOfRangeIsAWrongCall(int quantity) {
        assertThatThrownBy(() -> carts.add(shop, null, SADDLE, quantity, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void zeroTakesALineOutAndRemoveDoesToo() {
        SessionToken session = add(null, SADDLE, 1).session();
        add(session, GIRTH, 1);

        carts.setQuantity(shop, session, line(session, 0), 0, null);
        LineId girth = line(session, 0);
        CartOutcome.Changed removed = (CartOutcome.Changed) carts.remove(shop, session, girth, null);

        assertThat(removed.cart().isEmpty()).isTrue();
        assertThat(removed.cart().version()).isEqualTo(4);
        assertThat(carts.remove(shop, session, girth, null)).isEqualTo(new CartOutcome.UnknownLine(girth));
        assertThat(carts.setQuantity(shop, null, girth, 1, null)).isEqualTo(new CartOutcome.UnknownLine(girth));
        assertThat(carts.remove(shop, SessionToken.random(new SecureRandom()), girth, null))
                .isEqualTo(new CartOutcome.UnknownLine(girth));
    }

    @Test
    void aRepeatUnderItsKeyIsDoneOnce() {
        SessionToken session = add(null, SADDLE, 1).session();
        IdempotencyKey key = new IdempotencyKey("k");

        carts.add(shop, session, SADDLE, 2, key);
        CartOutcome repeat = carts.add(shop, session, SADDLE, 2, key);

        assertThat(((CartOutcome.Changed) repeat).cart().itemCount()).isEqualTo(3);
        assertThat(carts.add(shop, session, SADDLE, 3, key)).isEqualTo(new CartOutcome.KeyReused());
        assertThat(carts.remove(shop, session, line(session, 0), key)).isEqualTo(new CartOutcome.KeyReused());
    }

    @Test
    void aRefusedCommandDoesNotUseUpItsKey() {
        SessionToken session = add(null, GIRTH, 5).session();
        IdempotencyKey key = new IdempotencyKey("k");

        assertThat(carts.add(shop, session, GIRTH, 1, key)).isInstanceOf(CartOutcome.OutOfStock.class);
        LiveCatalog more = new TestShop("tack").count("GIRTH", "20.00", 6).live();
        assertThat(carts.add(more, session, GIRTH, 1, key)).isInstanceOf(CartOutcome.Changed.class);
    }

    @Test
    void aNewPriceIsToldOnceAndStepsTheVersion() {
        SessionToken session = add(null, SADDLE, 1).session();
        LiveCatalog dearer = new TestShop("tack").sell("SADDLE", "120.00").live();

        Cart first = carts.view(dearer, session, Destination.UNKNOWN);
        Cart second = carts.view(dearer, session, Destination.UNKNOWN);

        assertThat(first.lines().get(0).problem()).contains(Problem.PRICE_CHANGED);
        assertThat(first.lines().get(0).available()).isTrue();
        assertThat(first.subtotal()).isEqualTo(tack().money("120"));
        assertThat(first.version()).isEqualTo(2);
        assertThat(second.lines().get(0).problem()).isEmpty();
        assertThat(second.version()).isEqualTo(2);
        assertThat(database.writes).isEqualTo(2);
    }

    @Test
    void aCommandTellsOfNewPricesOfOtherLinesOnly() {
        SessionToken session = add(null, SADDLE, 1).session();
        add(session, GIRTH, 1);
        LiveCatalog dearer = new TestShop("tack")
                .sell("SADDLE", "120.00")
                .count("GIRTH", "25", 5)
                .live();

        Cart cart = ((CartOutcome.Changed) carts.add(dearer, session, GIRTH, 1, null)).cart();

        assertThat(cart.lines()).extracting(CartLine::problemOrNull).containsExactly(Problem.PRICE_CHANGED, null);
    }

    @Test
    void aPriceByQuantityIsNoNews() {
        LiveCatalog staged = tack().rule(request -> request.quantity() > 1 ? tack().money("90") : request.price())
                .live();
        CartOutcome.Changed one = (CartOutcome.Changed) carts.add(staged, null, SADDLE, 1, null);
        Cart two = ((CartOutcome.Changed) carts.add(staged, one.session(), SADDLE, 1, null)).cart();

        assertThat(two.lines().get(0).unitPrice()).isEqualTo(tack().money("90"));
        assertThat(two.lines().get(0).problem()).isEmpty();
    }

    @Test
    void whatVanishedStaysWithItsProblem() {
        SessionToken session = add(null, SADDLE, 2).session();
        add(session, GIRTH, 1);
        LiveCatalog without = new TestShop("tack").count("GIRTH", "20.00", 5).live();

        Cart cart = carts.view(without, session, Destination.UNKNOWN);

        CartLine gone = cart.lines().get(0);
        assertThat(gone.problem()).contains(Problem.GONE);
        assertThat(gone.title()).isEqualTo("Title SADDLE");
        assertThat(gone.unitPrice()).isEqualTo(tack().money("100"));
        assertThat(gone.available()).isFalse();
        assertThat(cart.subtotal()).isEqualTo(tack().money("20"));
        assertThat(carts.setQuantity(without, session, gone.id(), 3, null))
                .isEqualTo(new CartOutcome.UnknownSku(SADDLE));
        assertThat(carts.setQuantity(without, session, gone.id(), 1, null)).isInstanceOf(CartOutcome.Changed.class);
        assertThat(carts.remove(without, session, gone.id(), null)).isInstanceOf(CartOutcome.Changed.class);
    }

    @Test
    void anotherCurrencyIsANewPrice() {
        SessionToken session = add(null, SADDLE, 1).session();
        add(session, GIRTH, 1);
        LiveCatalog euro =
                new TestShop("tack").currency("EUR").sell("SADDLE", "110").live();

        Cart cart = carts.view(euro, session, Destination.UNKNOWN);

        assertThat(cart.total().toString()).isEqualTo("110.00 EUR");
        assertThat(cart.lines())
                .extracting(CartLine::problemOrNull)
                .containsExactly(Problem.PRICE_CHANGED, Problem.GONE);
        assertThat(carts.add(euro, session, SADDLE, 1, null)).isInstanceOf(CartOutcome.Changed.class);
    }

    @Test
    void withoutTheDatabaseItSaysSo() {
        SessionToken session = add(null, SADDLE, 1).session();
        database.away = true;

        assertThatThrownBy(() -> carts.view(shop, session, Destination.UNKNOWN))
                .isInstanceOf(DatabaseUnavailableException.class);
        assertThatThrownBy(() -> carts.add(shop, null, SADDLE, 1, null))
                .isInstanceOf(DatabaseUnavailableException.class);
        assertThat(carts.view(shop, null, Destination.UNKNOWN).isEmpty()).isTrue();
    }

    @Test
    void listsHaveBounds() {
        assertThat(carts.list(null, 10)).isEmpty();
        assertThatThrownBy(() -> carts.list(null, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> carts.list(null, 10_001)).isInstanceOf(IllegalArgumentException.class);
    }

    private CartOutcome.Changed add(SessionToken session, Sku sku, int quantity) {
        return (CartOutcome.Changed) carts.add(shop, session, sku, quantity, null);
    }

    private LineId line(SessionToken session, int index) {
        return database.sessions.get("tack|" + session.key()).lines().get(index).id();
    }
}
