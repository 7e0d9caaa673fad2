package org.souk.core.internal.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Sku;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.core.internal.background.TaskScheduler;
import org.souk.core.internal.fake.MemoryDatabase;
import org.souk.core.internal.fake.TestShop;

final class CountedStockTest {
    private final MemoryDatabase database = new MemoryDatabase();
    private final TaskScheduler idle = new TaskScheduler();
    private final TestShop tack = new TestShop("tack").count("GIRTH", "20", 5).sell("HAT", "9");
    private final LiveCatalog shop = tack.live();
    private CountedStock stock;

    @BeforeEach
    void start() {
        idle.close();
        stock = new CountedStock(database, idle);
    }

    @Test
    void theSeedCountsUntilTheDatabaseWasAsked() {
        database.away = true;
        stock.live(shop);

        assertThat(available("GIRTH")).hasValue(5);
        assertThatThrownBy(() -> stock.readChanges()).isInstanceOf(DatabaseUnavailableException.class);
        assertThat(available("GIRTH")).hasValue(5);
    }

    @Test
    void whatIsNotCountedCanAlwaysBeBought() {
        assertThat(available("HAT")).isEmpty();
    }

    @Test
    void seedsAreAppliedOnceTheStoreIsThere() {
        database.away = true;
        stock.live(shop);
        assertThatThrownBy(() -> stock.readChanges()).isInstanceOf(DatabaseUnavailableException.class);
        database.away = false;

        round();

        assertThat(stock.list(tack.id)).hasSize(1);
        assertThat(database.level(tack.id, "GIRTH")).isEqualTo(5);
    }

    @Test
    void anotherContainersWritesAreSeen() {
        stock.live(shop);
        round();
        database.level(tack.id, "GIRTH", 2);

        round();

        assertThat(available("GIRTH")).hasValue(2);
    }

    @Test
    void aNewContentIsTheDifferenceAndAnOldOneChangesNothing() {
        stock.live(shop);
        round();
        stock.add(tack.id, new Sku("GIRTH"), -2);

        stock.live(new TestShop("tack").digest("d2").count("GIRTH", "20", 15).live());
        round();
        assertThat(available("GIRTH")).hasValue(13);

        stock.live(shop);
        round();
        assertThat(available("GIRTH")).hasValue(13);
    }

    @Test
    void localWritesAreSeenAtOnce() {
        stock.live(shop);
        round();

        assertThat(stock.set(tack.id, new Sku("GIRTH"), 9).available()).isEqualTo(9);
        assertThat(available("GIRTH")).hasValue(9);
        assertThat(stock.add(tack.id, new Sku("GIRTH"), -4).available()).isEqualTo(5);
        assertThat(available("GIRTH")).hasValue(5);
    }

    @Test
    void wrongCallsSaySo() {
        stock.live(shop);
        round();

        assertThatThrownBy(() -> stock.set(tack.id, new Sku("GIRTH"), -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stock.set(tack.id, new Sku("HAT"), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stock:list tack");
    }

    @Test
    void aSaleIsTakenOnceHoweverTheNewsComes() {
        stock.live(shop);
        round();
        long mark = stock.mark();
        stock.sold(tack.id, Map.of(new Sku("GIRTH"), 2), mark);
        assertThat(available("GIRTH")).hasValue(3);

        long later = stock.mark();
        database.level(tack.id, "GIRTH", 1);
        round(); // the news of the second sale comes before its own container hears of it
        stock.sold(tack.id, Map.of(new Sku("GIRTH"), 2), later);
        assertThat(available("GIRTH")).hasValue(1);
    }

    @Test
    void aCatalogThatLeftIsForgottenAndComesBackWithWhatIsLeft() {
        stock.live(shop);
        round();
        stock.removed(tack.id);
        database.level(tack.id, "GIRTH", 1);
        round();
        assertThat(available("GIRTH")).hasValue(5);

        stock.live(shop);
        round();
        assertThat(available("GIRTH")).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"PT0.001S, PT0.5S", "PT0.4S, PT0.8S", "PT3S, PT5S"})
    void looksLessOftenWhenALookTakesLong(Duration look, Duration pause) {
        assertThat(CountedStock.interval(look)).isEqualTo(pause);
    }

    @Test
    void anOrderOfAContentThatTheStoreHasAsksOnce() {
        stock.live(shop);
        stock.seed();
        stock.ensureSeeded(shop);
        CountedStock another = new CountedStock(database, idle);

        another.ensureSeeded(shop);
        another.ensureSeeded(shop);

        assertThat(database.asked).isEqualTo(1);
    }

    @Test
    void anOrderRightAfterADropWaitsForTheFigures() {
        try (TaskScheduler working = new TaskScheduler()) {
            CountedStock busy = new CountedStock(database, working);

            busy.ensureSeeded(shop);

            assertThat(database.level(tack.id, "GIRTH")).isEqualTo(5);
            busy.close();
        }
    }

    @Test
    void anOrderStoresNoFiguresAndDoesNotWaitLong() {
        stock.live(shop);
        long begin = System.nanoTime();

        assertThatThrownBy(() -> stock.ensureSeeded(shop)).isInstanceOf(DatabaseUnavailableException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(2_500));
        assertThat(database.seeds).isEmpty();
    }

    @Test
    void aCopyInTheDatabasesPlaceIsReadAnewAndAskedForFigures() {
        stock.live(shop);
        round();
        stock.ensureSeeded(shop);
        int asked = database.asked;
        database.late(tack.id, "GIRTH", 1);
        database.restoredAt = Instant.ofEpochMilli(5);
        stock.readChanges();
        assertThat(available("GIRTH")).hasValue(1);
        stock.ensureSeeded(shop);
        assertThat(database.asked)
                .as("what it knew to be stored is asked for again")
                .isEqualTo(asked + 1);
    }

    @Test
    void anUpdateTellsTheStoreWhatChangedAlone() {
        TestShop first = new TestShop("hats").count("CAP", "9", 3).count("BERET", "9", 4);
        stock.live(first.live());
        round();
        stock.live(new TestShop("hats")
                .digest("d2")
                .count("CAP", "9", 3)
                .count("BERET", "8", 6)
                .count("FEZ", "9", 1)
                .live());
        round();

        assertThat(database.changes).containsExactly(Map.of(new Sku("BERET"), 6, new Sku("FEZ"), 1));
        assertThat(database.level(first.id, "BERET")).isEqualTo(6);

        database.stock().seed(first.id, "another container's", Map.of(new Sku("CAP"), 8));
        stock.live(new TestShop("hats")
                .digest("d3")
                .count("CAP", "9", 9)
                .count("BERET", "8", 6)
                .count("FEZ", "9", 1)
                .live());
        round();

        assertThat(database.changes).as("another content came in between").hasSize(1);
        assertThat(database.level(first.id, "CAP")).isEqualTo(9);
    }

    @Test
    void oneShopsTroubleKeepsNoOtherWaiting() {
        TestShop hats = new TestShop("hats").count("CAP", "9", 3);
        TestShop zebra = new TestShop("zebra").count("TAIL", "9", 4);
        stock.live(shop);
        stock.live(hats.live());
        stock.live(zebra.live());
        for (TestShop troubled : new TestShop[] {tack, hats, zebra}) {
            database.stuck = troubled.id;
            round();
        }

        assertThat(database.seeds).hasSize(3);
        assertThat(stock.seed()).isGreaterThan(Duration.ofMinutes(1));
    }

    @Test
    void allIsReadAgainAfterAnOutage() {
        stock.live(shop);
        round();
        database.away = true;
        assertThatThrownBy(() -> stock.readChanges()).isInstanceOf(DatabaseUnavailableException.class);
        database.away = false;
        database.late(tack.id, "GIRTH", 1);

        stock.readChanges();

        assertThat(available("GIRTH")).hasValue(1);
    }

    private void round() {
        stock.seed();
        stock.readChanges();
    }

    private OptionalInt available(String sku) {
        return stock.available(
                shop, shop.catalog().offer(new Sku(sku)).orElseThrow().variant());
    }
}
