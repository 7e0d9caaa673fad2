package org.souk.persistence.internal.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Sku;
import org.souk.api.stock.StockLevel;
import org.souk.api.store.StockStore;
import org.souk.persistence.internal.cart.SqlCartStore;
import org.souk.persistence.internal.connection.Crowd;
import org.souk.persistence.internal.connection.Shop;
import org.souk.persistence.internal.connection.TestDatabase;
import org.souk.persistence.internal.transaction.DatabaseCall;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class StockStoreTest {
    private static final Sku A = new Sku("a");
    private static final Sku B = new Sku("b");

    private final TestDatabase database;
    private final StockStore stock;
    private final StockStore otherContainer;
    private final CatalogId shop;

    StockStoreTest(TestDatabase database) {
        this.database = database;
        stock = new SqlStockStore(database.shared());
        otherContainer = new SqlStockStore(database.second());
        shop = new Shop(new SqlCartStore(database.shared())).id;
    }

    /** Applies one catalog content after another, with sales in between, and checks the remaining stock. */
    private record Step(String digest, int figure, boolean applied, int sold, int left) {}

    @Test
    void eachContentIsAppliedOnceAsTheDifferenceFromTheLast() {
        List<Step> story = List.of(
                new Step("first", 10, true, 3, 7),
                new Step("first", 10, false, 0, 7), // dropped again, or over a restart
                new Step("more", 15, true, 0, 12), // five more came in
                new Step("first", 10, false, 0, 12), // rolled back
                new Step("more", 15, false, 2, 10), // and forth; another container that is late
                new Step("fewer", 4, true, 0, 0), // eleven fewer than ten: never below 0
                new Step("again", 6, true, 0, 2), // two more
                new Step("same figure, new text", 6, true, 0, 2),
                new Step("nothing", 0, true, 0, 0));
        for (Step step : story) {
            assertThat(stock.seed(shop, step.digest(), Map.of(A, step.figure())))
                    .as(step.toString())
                    .isEqualTo(step.applied());
            stock.add(shop, A, -step.sold());
            assertThat(level(A).available()).as(step.toString()).isEqualTo(step.left());
        }
    }

    @Test
    void aSkuThatVanishesAndReturnsKeepsItsStock() {
        stock.seed(shop, "1", Map.of(A, 5, B, 5));
        stock.add(shop, B, -2);
        stock.seed(shop, "2", Map.of(A, 6));
        assertThat(level(B).available()).isEqualTo(3);
        stock.seed(shop, "3", Map.of(A, 6, B, 8));
        assertThat(level(B).available()).isEqualTo(6);
        assertThat(level(A).available()).isEqualTo(6);
    }

    @Test
    void oneContentFromTwoContainersAtOnceIsAppliedOnce() {
        for (int round = 0; round < 5; round++) {
            String digest = "d" + round;
            int figure = 10 * (round + 1);
            List<Boolean> applied = Crowd.of(
                    6, 6, i -> (i % 2 == 0 ? stock : otherContainer).seed(shop, digest, Map.of(A, figure, B, 1)));
            assertThat(applied).containsOnlyOnce(true);
            assertThat(level(A).available()).isEqualTo(figure);
        }
    }

    @Test
    void fewChangesAreAppliedToWhatWasAppliedLastAlone() {
        stock.seed(shop, "1", Map.of(A, 5, B, 5));
        stock.add(shop, A, -2);
        assertThat(stock.seedChanged(shop, "2", "1", Map.of(A, 6, new Sku("c"), 7)))
                .isTrue();
        assertThat(level(A).available()).isEqualTo(4);
        assertThat(level(new Sku("c")).available()).isEqualTo(7);
        assertThat(stock.seedChanged(shop, "2", "2", Map.of(A, 9)))
                .as("applied already")
                .isFalse();
        assertThat(stock.seedChanged(shop, "3", "1", Map.of(A, 9)))
                .as("not the last")
                .isFalse();
        assertThat(otherContainer.seed(shop, "4", Map.of(A, 6, B, 5))).isTrue();
        assertThat(stock.seedChanged(shop, "5", "4", Map.of(new Sku("c"), 8)))
                .as("a SKU of long ago")
                .isTrue();
        assertThat(level(new Sku("c")).available()).isEqualTo(8);
        assertThat(level(A).available()).isEqualTo(4);
        assertThat(stock.seed(shop, "5", Map.of(A, 1))).isFalse();
    }

    @Test
    @DisplayName("A content that was written in part is completed with all figures, never with those that changed")
    void fewChangesDoNotFollowAHalf() {
        Sku full = new Sku("z");
        // one transaction writes all but the last
        Map<Sku, Integer> figures = many(StockStore.MAX_CHANGED - 1);
        figures.put(A, 5);
        figures.put(full, 5);
        stock.seed(shop, "1", figures);
        stock.set(shop, full, Integer.MAX_VALUE);
        figures.replaceAll((sku, figure) -> figure + 1);
        // the row of the second piece cannot hold one more; nothing else may be the matter
        assertThatThrownBy(() -> stock.seed(shop, "2", figures)).hasStackTraceContaining("range");
        assertThat(level(A).available()).isEqualTo(6);

        assertThat(stock.seedChanged(shop, "3", "1", Map.of(B, 6))).isFalse();

        figures.put(A, 5);
        figures.put(full, 5);
        assertThat(stock.seed(shop, "3", figures)).isTrue();
        assertThat(level(A).available()).isEqualTo(5);
        assertThat(stock.seedChanged(shop, "4", "3", Map.of(B, 7))).isTrue();
        assertThat(level(B).available()).isEqualTo(7);
    }

    @Test
    void manySkusAreSeededQuickly() {
        Map<Sku, Integer> figures = many(20_000);
        long begin = System.nanoTime();
        assertThat(stock.seed(shop, "many", figures)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
        assertThat(stock.levels(shop)).hasSize(20_000).isSortedAccordingTo((x, y) -> x.sku()
                .compareTo(y.sku()));
    }

    @Test
    void operatorsSetAndAdd() {
        stock.seed(shop, "1", Map.of(A, 5));
        assertThat(stock.set(shop, A, 9)).contains(new StockLevel(shop, A, 9, 0));
        assertThat(stock.add(shop, A, -9)).contains(new StockLevel(shop, A, 0, 0));
        assertThatThrownBy(() -> stock.add(shop, A, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stock.add(shop, A, Integer.MIN_VALUE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stock.set(shop, A, -1)).isInstanceOf(IllegalArgumentException.class);
        stock.set(shop, A, Integer.MAX_VALUE);
        assertThatThrownBy(() -> stock.add(shop, A, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(stock.set(shop, B, 1)).isEmpty();
        assertThat(stock.add(shop, B, 1)).isEmpty();
        assertThat(stock.levels(new CatalogId("nobody"))).isEmpty();
    }

    @Test
    void additionsAtOnceAllCount() {
        stock.seed(shop, "1", Map.of(A, 0));
        Crowd.of(8, 80, i -> (i % 2 == 0 ? stock : otherContainer).add(shop, A, 1));
        assertThat(level(A).available()).isEqualTo(80);
    }

    @Test
    void changesAreToldEvenWhenTheyAreCommittedLate() {
        stock.seed(shop, "1", Map.of(A, 5, B, 5));
        Instant first = stock.changedSince(null).asOf();
        Instant[] second = new Instant[1];
        // a change that begins before the second look, and is committed after it
        database.second().run(DatabaseCall.repeatable("late"), unit -> {
            long at = unit.sql().millis();
            second[0] = stock.changedSince(first).asOf();
            return unit.sql()
                    .update(
                            "UPDATE stock SET available = 1, changed_at = ? WHERE catalog = ? AND sku = 'a'",
                            at,
                            shop.value());
        });
        assertThat(stock.changedSince(second[0]).levels()).contains(new StockLevel(shop, A, 1, 0));
        assertThat(stock.changedSince(Instant.now().plus(Duration.ofHours(1))).levels())
                .isEmpty();
        assertThat(stock.changedSince(null).levels()).contains(new StockLevel(shop, B, 5, 0));
    }

    @Test
    @DisplayName(
            "Figures are told as they are written, and a content that changes none of them tells and writes nothing")
    void figuresAreToldOnce() {
        Instant before = stock.changedSince(Instant.now()).asOf();
        Map<Sku, Integer> figures = many(1_200);
        stock.seed(shop, "one", figures);
        assertThat(mine(before)).hasSize(1_200);
        assertThat(stock.seeded(shop, "one")).isTrue();
        assertThat(stock.seeded(shop, "other")).isFalse();
        List<Long> stamps = stamps();
        figures.put(new Sku("sku-7"), 500);
        assertThat(stock.seed(shop, "seven", figures)).isTrue();
        assertThat(stock.seed(shop, "the same figures in another content", figures))
                .isTrue();
        List<Long> again = stamps();
        assertThat(IntStream.range(0, 1_200).filter(i -> !stamps.get(i).equals(again.get(i))))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(level(new Sku("sku-7")).available()).isEqualTo(500);
    }

    @Test
    @DisplayName(
            "A container that dies in the middle of many figures leaves the rest to the next, and none is applied twice")
    void whatWasBegunIsCompleted() {
        stock.seed(shop, "old", Map.of(A, 10, B, 10));
        stock.add(shop, A, -3);
        database.second().run(DatabaseCall.once("half of it"), unit -> {
            SeedRows half = new SeedRows(unit.sql(), shop);
            half.lock();
            half.batches(Map.of(A, 15)).get(0).write(unit.sql());
            return true;
        });
        assertThat(level(A).available()).isEqualTo(12);
        assertThat(stock.seeded(shop, "new")).isFalse();
        assertThat(stock.seed(shop, "new", Map.of(A, 15, B, 4))).isTrue();
        assertThat(level(A).available()).isEqualTo(12);
        assertThat(level(B).available()).isEqualTo(4);
        assertThat(stock.seed(shop, "new", Map.of(A, 15, B, 4))).isFalse();
    }

    @Test
    @DisplayName("While figures of one shop are applied, it and the others are read and sold")
    void shopsAreReadAndSoldWhileFiguresAreApplied() {
        Shop other = new Shop(new SqlCartStore(database.shared()));
        stock.seed(other.id, "1", Map.of(A, 5));
        stock.seed(shop, "1", Map.of(A, 5, B, 5));
        Instant before = stock.changedSince(null).asOf();
        database.second().run(DatabaseCall.once("seed slowly").within(Duration.ofSeconds(30)), unit -> {
            new SeedRows(unit.sql(), shop).lock();
            stock.set(other.id, A, 3);
            stock.set(shop, A, 2);
            assertThat(stock.levels(shop)).contains(new StockLevel(shop, A, 2, 0));
            unit.setRollbackOnly();
            return true;
        });
        assertThat(stock.changedSince(before).levels()).contains(new StockLevel(other.id, A, 3, 0));
    }

    private static Map<Sku, Integer> many(int count) {
        Map<Sku, Integer> figures = new HashMap<>();
        for (int i = 0; i < count; i++) {
            figures.put(new Sku("sku-" + i), i % 50);
        }
        return figures;
    }

    private List<StockLevel> mine(Instant since) {
        return stock.changedSince(since).levels().stream()
                .filter(level -> level.catalog().equals(shop))
                .toList();
    }

    private List<Long> stamps() {
        return database.second().run(DatabaseCall.repeatable("read stamps"), unit -> unit.sql()
                .all(
                        "SELECT changed_at FROM stock WHERE catalog = ? ORDER BY sku",
                        row -> row.getLong(1),
                        shop.value()));
    }

    private StockLevel level(Sku sku) {
        return stock.levels(shop).stream()
                .filter(level -> level.sku().equals(sku))
                .findFirst()
                .orElseThrow();
    }
}
