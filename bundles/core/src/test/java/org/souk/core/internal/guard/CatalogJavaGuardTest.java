package org.souk.core.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.souk.api.cart.Carts.PriceQuery;
import org.souk.api.catalog.CatalogJava.Circuit;
import org.souk.api.catalog.CatalogJava.Report;
import org.souk.api.catalog.CatalogJava.Service;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.money.Money;
import org.souk.core.internal.fake.TestShop;
import org.souk.core.internal.price.Prices;
import org.souk.itests.Await;

/** A catalog's Java harms its catalog alone. */
final class CatalogJavaGuardTest {
    private static final Duration DEADLINE = Duration.ofMillis(150);
    private static final Duration RETRY = Duration.ofMillis(300);

    private final CatalogJavaGuard guard = Guards.guard(DEADLINE, RETRY);
    private final Prices prices = new Prices(guard);
    private final TestShop shop = new TestShop("tack").sell("A", "10.00");
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch letGo = new CountDownLatch(1);

    @AfterEach
    void stop() {
        letGo.countDown();
        guard.close();
    }

    @Test
    @DisplayName("a catalog without Java has no guard, and no thread")
    void withoutJava() {
        LiveCatalog live = shop.live();
        guard.live(live);
        assertThat(price(live)).isEqualTo(shop.money("10"));
        assertThat(guard.find(shop.id)).isEmpty();
        assertThat(threads("tack")).isZero();
    }

    @Test
    @DisplayName("what a rule answered is not asked again, and another version asks afresh")
    void remembers() {
        LiveCatalog live = shop.rule(request -> counted(shop.money("8"))).live();
        guard.live(live);
        for (int i = 0; i < 5; i++) {
            assertThat(price(live)).isEqualTo(shop.money("8"));
        }
        assertThat(asked).hasValue(1);
        LiveCatalog next = shop.digest("d2").live();
        guard.live(next);
        assertThat(price(next)).isEqualTo(shop.money("8"));
        assertThat(asked).hasValue(2);
        assertThat(report().services())
                .singleElement()
                .extracting(Service::calls)
                .isEqualTo(1L);
    }

    @Test
    @DisplayName("a rule that goes on throwing is not asked any more, then tried again, and used when it answers")
    void throwing() {
        LiveCatalog live = shop.rule(request -> {
                    if (asked.incrementAndGet() <= 6) {
                        throw new IllegalStateException("broken\nindeed");
                    }
                    return shop.money("8");
                })
                .live();
        guard.live(live);
        for (int i = 0; i < 5; i++) {
            assertThat(price(live)).isEqualTo(shop.money("10"));
        }
        assertThat(service().circuit()).isEqualTo(Circuit.OPEN);
        assertThat(service().failures()).isEqualTo(5);
        assertThat(service().lastFailure().orElseThrow().what())
                .isEqualTo("for A it threw IllegalStateException (broken indeed)");
        price(live);
        assertThat(asked).hasValue(5);

        until(() -> service().circuit() == Circuit.HALF_OPEN);
        assertThat(price(live)).as("the trial fails").isEqualTo(shop.money("10"));
        assertThat(service().circuit()).isEqualTo(Circuit.OPEN);
        until(() -> service().circuit() == Circuit.HALF_OPEN);
        assertThat(price(live)).isEqualTo(shop.money("8"));
        prices.unitPrices(live, List.of(query(live, 2), query(live, 3)));
        assertThat(service().circuit()).isEqualTo(Circuit.CLOSED);
    }

    @Test
    @DisplayName("a rule that hangs for ever holds two threads of its own catalog and nobody else, a bounded time")
    void hanging() {
        LiveCatalog live = shop.rule(request -> forEver()).live();
        LiveCatalog other = new TestShop("other")
                .sell("A", "10.00")
                .rule(request -> shop.money("7"))
                .live();
        guard.live(live);
        guard.live(other);
        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertThat(price(live)).isEqualTo(shop.money("10"));
            assertThat(price(other)).isEqualTo(shop.money("7"));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("two calls were waited for")
                .isLessThan(DEADLINE.multipliedBy(2).plusMillis(500));
        assertThat(asked).hasValue(2);
        assertThat(threads("tack")).isEqualTo(2);
        assertThat(report().hanging()).isEqualTo(2);
        assertThat(service().circuit()).isEqualTo(Circuit.OPEN);
        assertThat(service().timeouts()).isEqualTo(2);
        assertThat(service().lastFailure().orElseThrow().what()).isEqualTo("it did not answer within 150 ms");

        letGo.countDown();
        until(() -> report().hanging() == 0);
        until(() -> service().circuit() == Circuit.HALF_OPEN);
        price(live);
        assertThat(asked).as("it is tried again").hasValue(3);
    }

    @Test
    @DisplayName("a new version is asked although the old one hangs, up to a bound over versions")
    void hangingVersions() {
        for (int version = 1; version <= 2; version++) {
            LiveCatalog hangs = new TestShop("tack")
                    .sell("A", "10.00")
                    .digest("d" + version)
                    .rule(request -> forEver())
                    .live();
            guard.live(hangs);
            price(hangs);
            price(hangs);
        }
        LiveCatalog third = new TestShop("tack")
                .sell("A", "10.00")
                .rule(request -> shop.money("8"))
                .live();
        guard.live(third);
        assertThat(price(third)).as("four threads hang").isEqualTo(shop.money("10"));
        assertThat(report().hanging()).isEqualTo(4);
        assertThat(threads("tack")).isEqualTo(4);
        guard.removed(shop.id);
        assertThat(guard.find(shop.id)).isEmpty();
        guard.live(third);
        assertThat(report().hanging()).as("they count when the catalog returns").isEqualTo(4);

        letGo.countDown();
        until(() -> report().hanging() == 0);
        assertThat(price(third)).isEqualTo(shop.money("8"));
    }

    @Test
    @DisplayName("a rule that hangs leaves those alone that come after it")
    void theOthersGoOn() {
        LiveCatalog live =
                shop.rule(request -> forEver()).rule(request -> shop.money("9")).live();
        guard.live(live);
        price(live);
        letGo.countDown();
        until(() -> report().hanging() == 0);
        assertThat(price(live)).isEqualTo(shop.money("9"));
    }

    @Test
    @DisplayName("what was answered before the deadline counts, what comes after it does not")
    void inTime() {
        LiveCatalog live = shop.rule(request -> request.quantity() == 2 ? forEver() : shop.money("8"))
                .live();
        guard.live(live);
        assertThat(prices.unitPrices(live, List.of(query(live, 1), query(live, 2), query(live, 3))))
                .containsExactly(shop.money("8"), shop.money("10"), shop.money("10"));
    }

    @Test
    @DisplayName("threads end when a version has gone")
    void threadsEnd() {
        LiveCatalog live = shop.rule(request -> shop.money("8")).live();
        guard.live(live);
        price(live);
        // those of the tests before may be ending
        until(() -> threads("tack") == 1);
        guard.removed(shop.id);
        until(() -> threads("tack") == 0);
    }

    @Test
    @DisplayName("memory is bounded, and what is wanted stays")
    void bounded() {
        AnswerCache cache = new AnswerCache(100);
        record Number(int value) implements CacheKey<Integer> {}
        cache.put(new Number(-1), 1);
        for (int i = 0; i < 10_000; i++) {
            cache.put(new Number(i), i);
            assertThat(cache.size()).isLessThanOrEqualTo(100);
            assertThat(cache.get(new Number(-1))).isEqualTo(1);
        }
        assertThat(cache.get(new Number(0))).isNull();
    }

    @Test
    @DisplayName("nothing keeps a version, its services or what they threw")
    void keepsNothing() {
        java.lang.ref.WeakReference<Object> version = aVersionThatCameAndWent();
        until(() -> {
            System.gc();
            return version.refersTo(null);
        });
    }

    private java.lang.ref.WeakReference<Object> aVersionThatCameAndWent() {
        Object retained = new Object();
        LiveCatalog live = new TestShop("tack")
                .sell("A", "10.00")
                .rule(request -> {
                    throw new Retained(retained);
                })
                .live();
        guard.live(live);
        price(live);
        guard.live(new TestShop("tack").sell("A", "1").digest("d2").live());
        // one that still drained asks once more
        price(live);
        return new java.lang.ref.WeakReference<>(retained);
    }

    private static final class Retained extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Object retained;

        Retained(Object retained) {
            this.retained = retained;
        }

        @Override
        public String getMessage() {
            return "retained " + (retained != null);
        }
    }

    private Money counted(Money price) {
        asked.incrementAndGet();
        return price;
    }

    private Money forEver() {
        asked.incrementAndGet();
        while (letGo.getCount() > 0) {
            LockSupport.parkNanos(1_000_000);
            // ignores interrupts, so that it really hangs
            Thread.interrupted();
        }
        return shop.money("1");
    }

    private Money price(LiveCatalog live) {
        return prices.unitPrices(live, List.of(query(live, 1))).get(0);
    }

    private static PriceQuery query(LiveCatalog live, int quantity) {
        var offer = live.catalog().bySku().values().iterator().next();
        return new PriceQuery(offer.product(), offer.variant(), quantity);
    }

    private Report report() {
        return guard.find(shop.id).orElseThrow();
    }

    private Service service() {
        return report().services().get(0);
    }

    private static long threads(String catalog) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("souk-java-" + catalog + "-"))
                .count();
    }

    private static void until(BooleanSupplier condition) {
        until(condition, () -> "in time");
    }

    private static void until(BooleanSupplier condition, Supplier<String> what) {
        Await.until(Duration.ofSeconds(10), what, condition);
    }
}
