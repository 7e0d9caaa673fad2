package org.souk.benchmarks.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.HdrHistogram.Histogram;
import org.souk.benchmarks.console.Options;
import org.souk.benchmarks.console.Table;
import org.souk.benchmarks.console.Verdict;
import org.souk.benchmarks.measure.FailureLog;
import org.souk.benchmarks.measure.LoadGenerator;
import org.souk.benchmarks.measure.Measurements;
import org.souk.benchmarks.measure.RequestSource;
import org.souk.benchmarks.measure.SaturationSearch;
import org.souk.benchmarks.measure.Timing;
import org.souk.benchmarks.server.JmxProbe;
import org.souk.benchmarks.server.MeasuredContainer;
import org.souk.benchmarks.shop.Shop;
import org.souk.itests.Await;
import org.souk.itests.Container;
import org.souk.itests.Shopper;

/**
 * Stops the database with SIGSTOP. Measures page latency meanwhile, also for shoppers with a cart, the responses of carts, the threads in
 * use, and how soon carts work again.
 */
public final class FrozenProgram implements Program {
    private static final String THREADS = "souk-database-#";

    /** The default of {@code threads} in {@code etc/org.souk.database.cfg}. */
    private static final int MAX_THREADS = 10;

    private final FailureLog failures = new FailureLog();
    private final Measurements normal = new Measurements();
    private final Measurements frozen = new Measurements();
    private final Measurements slowest = new Measurements();
    private final Measurements back = new Measurements();
    private int busy;

    @Override
    public Verdict run(Options options) throws Exception {
        int times = options.number("times", 5);
        int connections = options.number("connections", 32);
        Duration time = Duration.ofSeconds(options.number("seconds", 8));
        options.complete();
        Shop shop = Shop.of("frozen", 200);
        Container database = Container.launch("frozen-database", Map.of("SOUK_DB_SERVER", "only"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(database)));
        database.awaitReady();
        try (MeasuredContainer server = server(database, shop);
                JmxProbe probe = new JmxProbe(server.container())) {
            Shopper shopper = new Shopper(server.port(), shop.host());
            Await.until(
                    Duration.ofSeconds(20),
                    () -> "a cart",
                    () -> shopper.add("SKU-1", 1).status() == 200);
            RequestSource pages = pages(shop, shopper.cookie());
            SaturationSearch.warmUp(server.port(), pages, time);
            for (int i = 0; i < times; i++) {
                browse(server.port(), pages, connections, time, normal);
                freeze(database, server, probe, shopper, () -> browse(server.port(), pages, connections, time, frozen));
            }
        } finally {
            end(database);
        }
        print(times, connections);
        return new Verdict()
                .none("pages that failed, and carts that were answered otherwise", failures.count())
                .atMost("p99 of pages against normal", 100 * frozen.median() / normal.median(), 200, " %")
                .atMost("slowest answer of a cart", slowest.worst() / 1000, 3, " s")
                .atMost("threads held by the database", busy, MAX_THREADS, "")
                .atMost("until carts work again, worst", back.worst() / 1000, 5, " s");
    }

    private void print(int times, int connections) {
        new Table(
                        times + " runs in turn, " + connections + " connections, half of them with a cart",
                        "best",
                        "median",
                        "worst")
                .row("p99 of pages, ms", number(normal.best()), number(normal.median()), number(normal.worst()))
                .row(
                        "the same, database frozen",
                        number(frozen.best()),
                        number(frozen.median()),
                        number(frozen.worst()))
                .row(
                        "slowest answer of a cart in a run, ms",
                        number(slowest.best()),
                        number(slowest.median()),
                        number(slowest.worst()))
                .row("carts work again after, ms", number(back.best()), number(back.median()), number(back.worst()))
                .print();
        failures.print("frozen");
    }

    private static String number(double value) {
        return Table.number(value, 1);
    }

    private static MeasuredContainer server(Container database, Shop shop) {
        MeasuredContainer server = MeasuredContainer.start("frozen-shop", database.sharing(Map.of()));
        server.drop(shop, 0, Duration.ofSeconds(30));
        return server;
    }

    /** Home, list and product pages; every second request has a cookie. */
    private static RequestSource pages(Shop shop, String cookie) {
        List<RequestSource> all = new ArrayList<>();
        for (int i = 1; i <= 60; i++) {
            String path = i % 10 == 0 ? "/" : i % 10 == 5 ? "/search?q=item" : "/p/item-" + i;
            all.add(RequestSource.page(shop.host(), path, "</html>", i % 2 == 0 ? "Cookie: " + cookie + "\r\n" : ""));
        }
        return RequestSource.inTurn(all);
    }

    private void browse(int port, RequestSource pages, int connections, Duration time, Measurements p99) {
        try (LoadGenerator load = LoadGenerator.closed(port, pages, connections)) {
            Timing.pass(time);
            Histogram latencies = load.latencies();
            load.close();
            p99.add(latencies.getValueAtPercentile(99) / 1000.0);
            load.failures().print("pages");
            if (load.failures().count() > 0) {
                failures.add("pages: " + load.failures().count());
            }
        }
    }

    private void freeze(
            Container database, MeasuredContainer server, JmxProbe probe, Shopper shopper, Runnable browsing)
            throws Exception {
        database.signal("STOP");
        Measurements carts = new Measurements();
        try {
            FutureTask<Void> asking = new FutureTask<>(browsing, null);
            new Thread(asking, "browsing").start();
            while (!asking.isDone()) {
                cart(shopper, carts);
                busy = Math.max(busy, probe.threads().getOrDefault(THREADS, 0));
                Timing.pass(Duration.ofMillis(100));
            }
            asking.get();
        } finally {
            database.signal("CONT");
        }
        slowest.add(carts.worst());
        long returned = System.nanoTime();
        Await.until(
                Duration.ofSeconds(20),
                () -> "carts after " + server.port(),
                () -> shopper.cart().status() == 200 && shopper.add("SKU-1", 1).status() == 200);
        back.add(Timing.millisSince(returned));
    }

    private void cart(Shopper shopper, Measurements carts) {
        long asked = System.nanoTime();
        Shopper.Json answer = shopper.add("SKU-1", 1);
        carts.add(Timing.millisSince(asked));
        JsonNode type = answer.body().path("type");
        if (answer.status() != 503 || answer.raw().header("Retry-After").isEmpty()) {
            failures.add("a cart answered " + answer.status() + " " + type);
        }
    }

    private static void end(Container database) {
        database.signal("CONT");
        database.close();
    }
}
