package org.souk.persistence.internal.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
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

/** The catalog's figure changes while pieces are held for payments. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ReservedStockTest {
    private static final Sku A = new Sku("a");

    private final TestDatabase database;
    private final StockStore stock;
    private final CatalogId shop;

    ReservedStockTest(TestDatabase database) {
        this.database = database;
        stock = new SqlStockStore(database.shared());
        shop = new Shop(new SqlCartStore(database.shared())).id;
        figure(10);
    }

    @Test
    @DisplayName("what the figure fell by beyond what is free comes off the pieces that are given back")
    void givenBack() {
        assertThat(reserve(6)).isEqualTo(6);
        figure(2);
        is(0, 6);
        assertThat(reserve(1)).isZero();
        release(6);
        is(2, 0);
    }

    @Test
    @DisplayName("of what is sold nothing can come off: it is as if it had been sold before the figure fell")
    void sold() {
        reserve(6);
        figure(2);
        sell(6);
        is(0, 0);
        figure(3);
        is(1, 0);
    }

    @Test
    @DisplayName("some are given back and some are sold, whichever comes first")
    void both() {
        reserve(3);
        reserve(3);
        figure(2);
        release(3);
        is(0, 3);
        sell(3);
        is(0, 0);

        stock.set(shop, A, 10);
        reserve(3);
        reserve(3);
        figure(0);
        figure(8);
        figure(0);
        is(2, 6);
        figure(2);
        sell(3);
        release(3);
        is(7, 0);
    }

    @Test
    @DisplayName("a figure that rises again pays first what it owes")
    void risesAgain() {
        reserve(6);
        figure(2);
        figure(5);
        is(0, 6);
        figure(7);
        is(1, 6);
        release(6);
        is(7, 0);
    }

    @Test
    @DisplayName("whatever figures come while pieces are held: when all are given back there is what the last one says")
    void inFull() {
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            int before = level().available();
            int reserved = before == 0 ? 0 : reserve(1 + random.nextInt(before));
            int last = before;
            for (int i = 0; i < 4; i++) {
                last = random.nextInt(20);
                figure(last);
                assertThat(level().available()).isEqualTo(Math.max(0, last - reserved));
            }
            release(reserved);
            is(last, 0);
        }
    }

    @Test
    @DisplayName("an operator's delivery pays what is owed; one who has counted owes nothing")
    void operators() {
        reserve(6);
        figure(2);
        assertThat(stock.add(shop, A, 5)).contains(new StockLevel(shop, A, 1, 6));
        release(3);
        is(4, 3);
        figure(0);
        reserve(2);
        is(0, 5);
        figure(9);
        reserve(9);
        figure(0);
        is(0, 14);
        assertThat(stock.set(shop, A, 4)).contains(new StockLevel(shop, A, 4, 14));
        release(14);
        is(18, 0);
    }

    @Test
    @DisplayName("what is sold beyond its stock takes nothing that is owed")
    void oversold() {
        reserve(6);
        figure(2);
        run(rows -> rows.take(Map.of(A, 4), Set.of(A)).shortages().size());
        is(0, 6);
        release(6);
        is(2, 0);
    }

    @Test
    @DisplayName("many hold and give back while figures come: nothing is lost and nothing is made")
    void atOnce() {
        List<Integer> figures = List.of(20, 3, 30, 1, 12, 0, 9, 4);
        Crowd.of(6, 80, i -> {
            if (i % 10 == 0) {
                figure(figures.get(i / 10));
            } else {
                release(reserve(1 + i % 3));
            }
            return i;
        });
        figure(5);
        is(5, 0);
    }

    private interface Change {
        int of(StockRows rows) throws SQLException;
    }

    private int run(Change change) {
        return database.shared()
                .run(DatabaseCall.once("change stock"), unit -> change.of(new StockRows(unit.sql(), shop)));
    }

    private void figure(int pieces) {
        assertThat(stock.seed(shop, UUID.randomUUID().toString(), Map.of(A, pieces)))
                .isTrue();
    }

    private int reserve(int pieces) {
        return run(rows -> rows.reserve(A, pieces, false));
    }

    private void release(int pieces) {
        run(rows -> {
            rows.release(A, pieces);
            return pieces;
        });
    }

    private void sell(int pieces) {
        run(rows -> {
            rows.sell(A, pieces);
            return pieces;
        });
    }

    private void is(int available, int reserved) {
        assertThat(level()).isEqualTo(new StockLevel(shop, A, available, reserved));
    }

    private StockLevel level() {
        return stock.levels(shop).get(0);
    }
}
