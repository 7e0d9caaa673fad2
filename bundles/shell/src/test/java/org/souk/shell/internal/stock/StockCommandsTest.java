package org.souk.shell.internal.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.Variant;
import org.souk.api.stock.Stock;
import org.souk.api.stock.StockLevel;
import org.souk.shell.internal.text.Console;

final class StockCommandsTest {
    private final Console console = new Console(Path.of("."));

    @Test
    void listsForPrograms() throws Exception {
        StockList list = new StockList();
        list.id = "tack";
        list.stock = new Five();

        assertThat(console.json(list)).isEqualTo("[{\"sku\":\"GIRTH\",\"available\":5,\"reserved\":1}]\n");
    }

    @Test
    void setsAndAdds() throws Exception {
        StockSet set = new StockSet();
        set.id = "tack";
        set.sku = "GIRTH";
        set.quantity = "3";
        set.stock = new Five();
        assertThat(console.run(set)).isEqualTo("GIRTH: 3 available, 1 reserved\n");

        StockAdd add = new StockAdd();
        add.id = "tack";
        add.sku = "GIRTH";
        add.quantity = "-2";
        add.stock = new Five();
        assertThat(console.run(add)).isEqualTo("GIRTH: 3 available, 1 reserved\n");
        add.quantity = "-6";
        assertThat(console.fail(add)).isEqualTo("GIRTH has 5");
        add.quantity = "many";
        assertThat(console.fail(add)).isEqualTo("'many' is not a number of items; write digits, like 12");
        add.quantity = "1";
        add.sku = " ";
        assertThat(console.fail(add)).startsWith("a SKU has 1 to 255 characters");
    }

    private static final class Five implements Stock {
        @Override
        public OptionalInt available(LiveCatalog shop, Variant variant) {
            return OptionalInt.of(5);
        }

        @Override
        public List<StockLevel> list(CatalogId catalog) {
            return List.of(set(catalog, new Sku("GIRTH"), 5));
        }

        @Override
        public StockLevel set(CatalogId catalog, Sku sku, int available) {
            return new StockLevel(catalog, sku, available, 1);
        }

        @Override
        public StockLevel add(CatalogId catalog, Sku sku, int quantity) {
            if (5 + quantity < 0) {
                throw new IllegalArgumentException("GIRTH has 5");
            }
            return set(catalog, sku, 5 + quantity);
        }
    }
}
