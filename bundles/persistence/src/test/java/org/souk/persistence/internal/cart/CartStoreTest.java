package org.souk.persistence.internal.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.souk.api.cart.CartSummary;
import org.souk.api.cart.LineId;
import org.souk.api.catalog.Sku;
import org.souk.api.money.Money;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionKey;
import org.souk.api.store.CartStore;
import org.souk.api.store.CartStore.Change;
import org.souk.api.store.CartStore.Decision;
import org.souk.api.store.StoredCart;
import org.souk.api.store.StoredLine;
import org.souk.itests.Await;
import org.souk.persistence.internal.connect.Crowd;
import org.souk.persistence.internal.connect.Shop;
import org.souk.persistence.internal.connect.TestDatabase;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class CartStoreTest {
    private final CartStore carts;
    private final CartStore otherContainer;
    private final Shop shop;

    CartStoreTest(TestDatabase database) {
        carts = new SqlCartStore(database.shared());
        otherContainer = new SqlCartStore(database.second());
        shop = new Shop(carts);
    }

    @Test
    void aSessionAppearsWithItsFirstWrite() {
        SessionKey session = Shop.newSession();
        assertThat(carts.find(shop.id, session)).isEmpty();
        StoredCart cart = shop.add(session, true, "saddle", 2);
        assertThat(carts.find(shop.id, session)).contains(cart);
        assertThat(otherContainer.find(shop.id, session)).contains(cart);
        assertThat(carts.find(new Shop(carts).id, session)).isEmpty();
    }

    @Test
    void everythingOfALineComesBackInItsOrder() {
        SessionKey session = Shop.newSession();
        List<StoredLine> lines = List.of(
                new StoredLine(
                        new LineId("zz"), new Sku("Größe/№ 1"), "Sattel „Größe“ 🐎", 3, Money.parse("19.99", Shop.GBP)),
                Shop.line("bridle", 1, 0),
                new StoredLine(
                        new LineId("a"), new Sku("x".repeat(255)), "t".repeat(1500), 9999, Money.zero(Shop.GBP)));
        StoredCart cart = written(carts.change(shop.command(session, true, null, "f"), c -> write(lines)));
        StoredCart found = carts.find(shop.id, session).orElseThrow();
        assertThat(found).isEqualTo(cart);
        assertThat(found.lines().subList(0, 2)).isEqualTo(lines.subList(0, 2));
        assertThat(found.lines().get(2).title()).hasSize(1000).endsWith("…");
        List<StoredLine> turned = List.of(lines.get(1), Shop.line("new", 4, 7), lines.get(0));
        StoredCart after = written(carts.change(shop.command(session, false, null, "f"), c -> write(turned)));
        assertThat(after.lines()).isEqualTo(turned);
        assertThat(after.version()).isEqualTo(cart.version() + 1);
        assertThat(carts.find(shop.id, session)).contains(after);
    }

    @Test
    void aRuleThatKeepsMakesNoSessionAndRemembersNoKey() {
        SessionKey session = Shop.newSession();
        IdempotencyKey key = Shop.newKey();
        Change<String> kept = carts.change(shop.command(session, true, key, "f"), cart -> new Decision.Keep<>("full"));
        assertThat(kept).isEqualTo(new Change.Decided<>(StoredCart.EMPTY, "full"));
        assertThat(carts.find(shop.id, session)).isEmpty();
        assertThat(carts.change(shop.command(session, true, key, "other"), Shop.adding("a", 1)))
                .isInstanceOf(Change.Decided.class);
    }

    @Test
    void withoutASessionNothingIsMadeUnlessAskedFor() {
        SessionKey session = Shop.newSession();
        assertThat(carts.change(shop.command(session, false, null, "f"), Shop.adding("a", 1)))
                .isEqualTo(new Change.NoSession<>());
        assertThat(carts.find(shop.id, session)).isEmpty();
    }

    @Test
    void aKeyIsAnsweredOnceAndBelongsToCatalogAndSession() {
        SessionKey session = shop.sessionWith("a", 1);
        IdempotencyKey key = Shop.newKey();
        StoredCart two = written(carts.change(shop.command(session, false, key, "f1"), Shop.adding("a", 1)));
        assertThat(Shop.pieces(two)).isEqualTo(2);
        assertThat(otherContainer.change(shop.command(session, false, key, "f1"), Shop.adding("a", 1)))
                .isEqualTo(new Change.Repeated<>(two));
        assertThat(carts.change(shop.command(session, false, key, "f2"), Shop.adding("a", 1)))
                .isEqualTo(new Change.KeyReused<>());
        SessionKey other = shop.sessionWith("a", 1);
        assertThat(Shop.pieces(written(carts.change(shop.command(other, false, key, "f2"), Shop.adding("a", 1)))))
                .isEqualTo(2);
    }

    @Test
    void anExpiredSessionIsAbsentAndAWritePutsItOff() {
        SessionKey session = Shop.newSession();
        carts.change(brief(session, true, 1200), Shop.adding("a", 1));
        carts.change(brief(session, false, 2000), Shop.adding("a", 1));
        Await.until(() -> carts.find(shop.id, session).isEmpty());
        assertThat(carts.change(brief(session, false, 1000), Shop.adding("a", 1)))
                .isEqualTo(new Change.NoSession<>());
        assertThat(carts.sessions(shop.id, 10)).isEmpty();
        assertThat(carts.carts(shop.id, 10)).isEmpty();
    }

    private CartStore.Command brief(SessionKey session, boolean create, int millis) {
        return new CartStore.Command(shop.id, session, create, Duration.ofMillis(millis), null, "f");
    }

    @Test
    void operatorsSeeCartsAndSessions() {
        SessionKey first = shop.sessionWith("a", 2);
        SessionKey second = shop.sessionWith("a", 3);
        SessionKey emptied = shop.sessionWith("a", 1);
        shop.add(first, false, "b", 5);
        carts.change(shop.command(emptied, false, null, "f"), cart -> write(List.of()));
        List<CartSummary> open = carts.carts(shop.id, 10);
        assertThat(open).extracting(CartSummary::session).containsExactlyInAnyOrder(first, second);
        assertThat(open)
                .filteredOn(cart -> cart.session().equals(first))
                .singleElement()
                .satisfies(cart -> {
                    assertThat(cart.lines()).isEqualTo(2);
                    assertThat(cart.items()).isEqualTo(7);
                    assertThat(cart.catalog()).isEqualTo(shop.id);
                });
        assertThat(carts.carts(null, 10_000)).containsAll(open);
        assertThat(carts.carts(shop.id, 1)).hasSize(1);
        assertThat(carts.sessions(shop.id, 10)).hasSize(3).allSatisfy(session -> assertThat(session.expiresAt())
                .isAfter(session.createdAt().plus(Duration.ofDays(29))));
        assertThat(carts.sessions(shop.id, 2)).hasSize(2);
        assertThat(carts.find(shop.id, emptied).orElseThrow().lines()).isEmpty();
    }

    @Test
    void manyWritersOfOneCartLoseNothing() {
        SessionKey session = shop.sessionWith("a", 1);
        Crowd.of(16, 160, i -> {
            CartStore container = i % 2 == 0 ? carts : otherContainer;
            return container.change(shop.command(session, false, null, "f"), Shop.adding(i % 3 == 0 ? "a" : "b", 1));
        });
        StoredCart cart = carts.find(shop.id, session).orElseThrow();
        assertThat(Shop.pieces(cart)).isEqualTo(161);
        assertThat(cart.version()).isEqualTo(161);
    }

    @Test
    void twoFirstWritesOfOneSessionBothCount() {
        for (int round = 0; round < 10; round++) {
            SessionKey session = Shop.newSession();
            Crowd.of(4, 4, i -> (i % 2 == 0 ? carts : otherContainer)
                    .change(shop.command(session, true, null, "f"), Shop.adding("s" + i, 1)));
            assertThat(Shop.pieces(carts.find(shop.id, session).orElseThrow())).isEqualTo(4);
        }
    }

    @Test
    void concurrentRepeatsOfOneKeyAreDoneOnce() {
        SessionKey session = shop.sessionWith("a", 1);
        IdempotencyKey key = Shop.newKey();
        AtomicInteger done = new AtomicInteger();
        Crowd.of(8, 8, i -> (i % 2 == 0 ? carts : otherContainer)
                        .change(shop.command(session, false, key, "same"), Shop.adding("a", 1)))
                .forEach(change -> done.addAndGet(change instanceof Change.Decided ? 1 : 0));
        assertThat(done).hasValue(1);
        assertThat(Shop.pieces(carts.find(shop.id, session).orElseThrow())).isEqualTo(2);
    }

    @Test
    void readersSeeAWholeCartWhileItChanges() {
        SessionKey session = shop.sessionWith("a", 1);
        // every write keeps both lines at the version's number
        Crowd.of(4, 80, i -> {
            if (i % 2 == 0) {
                return carts.change(
                        shop.command(session, false, null, "f"),
                        cart -> write(List.of(
                                Shop.line("a", (int) cart.version() + 1, 1),
                                Shop.line("b", (int) cart.version() + 1, 1))));
            }
            Optional<StoredCart> seen = otherContainer.find(shop.id, session);
            assertThat(seen.orElseThrow().lines()).allSatisfy(line -> assertThat((long) line.quantity())
                    .isEqualTo(seen.orElseThrow().version()));
            return seen;
        });
    }

    @Test
    void whatDoesNotFitIsTheCallersFault() {
        SessionKey session = Shop.newSession();
        assertThatThrownBy(() ->
                        carts.change(shop.command(session, true, Shop.newKey(), "f".repeat(65)), Shop.adding("a", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fingerprint");
        assertThatThrownBy(() -> carts.change(shop.command(session, true, null, "f"), cart -> {
                    throw new IllegalStateException("the rule's own");
                }))
                .hasMessage("the rule's own");
        assertThat(carts.find(shop.id, session)).isEmpty();
    }

    private static Decision<String> write(List<StoredLine> lines) {
        return new Decision.Write<>(lines, null, "done");
    }

    private static StoredCart written(Change<String> change) {
        return ((Change.Decided<String>) change).cart();
    }
}
