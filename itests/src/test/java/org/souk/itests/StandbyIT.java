package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** PostgreSQL with a synchronous standby, as docs/containers.md says: the primary is killed while shoppers order, the standby promoted. */
class StandbyIT {
    private static final String HOST = "standby.localhost";
    private static final int SHOPPERS = 6;

    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
    private volatile boolean open = true;

    @Test
    @DisplayName("no order that a shopper was told of is lost, and no number is given twice or left out")
    void promoted() throws Exception {
        Path folder = Distribution.empty("standby-databases");
        try (PostgresPair databases = new PostgresPair(folder);
                Container container = Container.start(
                        "standby",
                        Map.of(
                                "SOUK_DB_SERVER", "none",
                                "SOUK_DB_URL", databases.url(),
                                "SOUK_DB_USER", "postgres",
                                "SOUK_DB_PASSWORD", "postgres"))) {
            new ShopFiles("standby", HOST).products(3, "10.00", 1_000_000).drop(container.deploy());
            Await.until(Duration.ofSeconds(30), () -> "an order", () -> buys(container.shopper(HOST)));
            List<Thread> shoppers = new ArrayList<>();
            for (int i = 0; i < SHOPPERS; i++) {
                shoppers.add(new Thread(() -> shop(container), "shopper-" + i));
            }
            shoppers.forEach(Thread::start);
            ordersMore(60);

            databases.killPrimary();
            databases.promoteStandby();
            int before = acknowledged.size();
            long back = Await.until(
                    Duration.ofSeconds(5),
                    () -> "orders again after the standby was promoted",
                    () -> acknowledged.size() > before);
            ordersMore(60);

            open = false;
            for (Thread shopper : shoppers) {
                shopper.join();
            }
            check(databases);
            System.out.println(acknowledged.size() + " orders acknowledged, " + before
                    + " of them before; orders again " + back + " ms after the promotion");
        }
    }

    private void ordersMore(int count) {
        int target = acknowledged.size() + count;
        Await.until(Duration.ofSeconds(60), () -> acknowledged.size() + " orders", () -> acknowledged.size() >= target);
    }

    private void shop(Container container) {
        while (open) {
            buys(container.shopper(HOST));
        }
    }

    /** A client without an answer to its order repeats it with the same key, as the shop's pages do. */
    private boolean buys(Shopper shopper) {
        if (shopper.add("SKU-1", 1).status() != 200) {
            return false;
        }
        String key = UUID.randomUUID().toString();
        while (open) {
            Shopper.Json answer = shopper.checkout(key, Shopper.address("GB"));
            if (answer.status() == 201) {
                acknowledged.add(answer.text("/number"));
                return true;
            }
            if (answer.status() != 503) {
                unexpected.add(answer.toString());
                return false;
            }
        }
        return false;
    }

    private void check(PostgresPair databases) throws Exception {
        Map<Long, String> orders = new TreeMap<>();
        int pieces;
        try (Connection connection = databases.connect();
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("SELECT counter_value, order_number FROM orders")) {
                while (rows.next()) {
                    orders.put(rows.getLong(1), rows.getString(2));
                }
            }
            try (ResultSet rows = statement.executeQuery("SELECT seed - available FROM stock WHERE sku = 'SKU-1'")) {
                rows.next();
                pieces = rows.getInt(1);
            }
        }
        assertThat(unexpected).isEmpty();
        assertThat(acknowledged).doesNotHaveDuplicates();
        assertThat(orders.values()).containsAll(acknowledged);
        assertThat(orders.keySet())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, orders.size()).boxed().toList());
        assertThat(orders)
                .as("those that nobody was told of were under way at the end")
                .hasSizeLessThanOrEqualTo(acknowledged.size() + SHOPPERS);
        assertThat(pieces).isEqualTo(orders.size());
    }
}
