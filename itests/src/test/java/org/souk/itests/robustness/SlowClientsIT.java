package org.souk.itests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.souk.itests.Await;
import org.souk.itests.Container;
import org.souk.itests.Containers;
import org.souk.itests.Http;
import org.souk.itests.ShopFiles;
import org.souk.itests.Shopper;

/** 210 clients that send slowly and 210 that read slowly, for a minute: other shoppers and the health checks notice nothing. */
class SlowClientsIT {
    private static final String VICTIM = "slow-victim.localhost";
    private static final String HOST = "slow-other.localhost";
    private static final int CLIENTS = 210;
    private static final int SHOPPERS = 4;
    private static final int HASTY = 16;
    /** The longest that a neighbour waits, beside what this machine takes for any request at the time. */
    private static final Duration NEIGHBOUR = Duration.ofSeconds(2);

    private static final int WRITES = 1_000;
    /** A shopper's pause between two requests: a steady load, far below what the container can do. */
    private static final long PAUSE = 40;
    /** A shorter 99th percentile counts as this long, because a pause of a busy machine alone is as long. */
    private static final double FLOOR = 10;

    private static Container container;

    @BeforeAll
    static void start() {
        container = Container.start("slow-clients", Map.of());
        byte[] large = new byte[4 << 20];
        new java.util.Random(1).nextBytes(large);
        new ShopFiles("slow-victim", VICTIM)
                .products(3, "10.00", 1_000_000)
                .with("static/large.bin", large)
                .drop(container.deploy());
        new ShopFiles("slow-other", HOST).products(200, "10.00", 1_000_000).drop(container.deploy());
        for (String host : List.of(VICTIM, HOST)) {
            Await.until(
                    Duration.ofSeconds(10),
                    () -> host + " is live",
                    () -> Http.get(container.httpPort(), host, "/").status() == 200);
        }
    }

    @AfterAll
    static void stop() {
        assertThat(Containers.close(container)).noneMatch(line -> line.contains(" | ERROR "));
    }

    @Test
    @DisplayName(
            "others' 99th percentile is at most three times what it was before, and that of health is at most 100 ms")
    void othersNoticeNothing() throws Exception {
        shop(Duration.ofSeconds(5));
        Times before = shop(Duration.ofSeconds(10));
        int port = container.httpPort();
        int third = CLIENTS / 3;
        Times during;
        // a third sends the head slowly, a third a body of JSON, a third a form
        try (SlowClients head = SlowClients.writers(
                        port, "GET /p/item-1 HTTP/1.1\r\nHost: " + VICTIM + "\r\nX-Slow: ", third, 20_000);
                SlowClients json =
                        SlowClients.writers(port, post("/api/v1/cart/lines", "application/json"), third, 20_000);
                SlowClients form =
                        SlowClients.writers(port, post("/cart", "application/x-www-form-urlencoded"), third, 20_000);
                SlowClients readers = SlowClients.readers(
                        port, "GET /static/large.bin HTTP/1.1\r\nHost: " + VICTIM + "\r\n\r\n", CLIENTS, 1_000)) {
            during = shop(Duration.ofSeconds(60));
        }
        System.out.println("others before: " + before + ", during: " + during);
        assertThat(during.failures).isEmpty();
        assertThat(during.pages(99))
                .as("99th percentile, before: %s", before)
                .isLessThanOrEqualTo(3 * Math.max(FLOOR, before.pages(99)));
        assertThat(during.health(99)).as("99th percentile of health").isLessThanOrEqualTo(100);
    }

    @Test
    @DisplayName("a session that writes without a pause gets all its answers, and harms no neighbour")
    void hastySession() throws Exception {
        Shopper hasty = container.shopper(VICTIM);
        Await.until(
                Duration.ofSeconds(20),
                () -> "it sells",
                () -> hasty.add("SKU-1", 1).status() == 200);
        AtomicLong writes = new AtomicLong();
        AtomicLong refused = new AtomicLong();
        long start = System.nanoTime();
        // for some time, and until there were many, however slow the machine is
        BooleanSupplier goesOn = () -> {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
            return seconds < 10 || (writes.get() <= WRITES && seconds < 120);
        };
        ExecutorService threads = Executors.newFixedThreadPool(HASTY);
        try (MachineFloor floor = new MachineFloor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < HASTY; i++) {
                Shopper same = container.shopper(VICTIM).with(hasty.cookie());
                all.add(threads.submit(() -> {
                    while (goesOn.getAsBoolean()) {
                        int status = same.add("SKU-1", 1).status();
                        // too many at once may be refused: that is what keeps the neighbour unharmed
                        assertThat(status).isIn(200, 409, 429, 503);
                        (status == 200 ? writes : refused).incrementAndGet();
                    }
                }));
            }
            Shopper neighbour = container.shopper(HOST);
            while (goesOn.getAsBoolean()) {
                long asked = System.nanoTime();
                assertThat(neighbour.add("SKU-1", 1).status()).isEqualTo(200);
                assertThat(neighbour.cart().status()).isEqualTo(200);
                long answered = System.nanoTime();
                if (answered - asked > NEIGHBOUR.toNanos()) {
                    assertThat(Duration.ofNanos(answered - asked))
                            .isLessThan(NEIGHBOUR.plusMillis(floor.slowest(asked, answered)));
                }
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        System.out.println("hasty session: " + writes + " writes, " + refused + " refused");
        assertThat(writes).hasValueGreaterThan(WRITES);
    }

    private static String post(String path, String type) {
        return "POST " + path + " HTTP/1.1\r\nHost: " + VICTIM + "\r\nContent-Type: " + type
                + "\r\nContent-Length: 900\r\n\r\n";
    }

    /** Milliseconds that pages and health checks took, in order, and answers that were not 200. */
    private record Times(List<Double> pages, List<Double> health, List<String> failures) {
        double pages(int percent) {
            return percentile(pages, percent);
        }

        double health(int percent) {
            return percentile(health, percent);
        }

        private static double percentile(List<Double> sorted, int percent) {
            return sorted.get((sorted.size() - 1) * percent / 100);
        }

        @Override
        public String toString() {
            return "%d pages, 99%% within %.1f ms; %d of health, 99%% within %.1f ms, all within %.1f ms"
                    .formatted(pages.size(), pages(99), health.size(), health(99), health(100));
        }
    }

    /** Shoppers and a load balancer ask at a steady rate for a time. */
    private static Times shop(Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        List<String> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        ExecutorService threads = Executors.newFixedThreadPool(SHOPPERS + 1);
        try {
            List<Future<List<Double>>> shoppers = new ArrayList<>();
            for (int i = 0; i < SHOPPERS; i++) {
                shoppers.add(
                        threads.submit(asking(container.httpPort(), HOST, "/p/item-" + (i + 1), PAUSE, end, failures)));
            }
            Future<List<Double>> health =
                    threads.submit(asking(container.adminPort(), "localhost", "/health/live", 200, end, failures));
            List<Double> pages = new ArrayList<>();
            for (Future<List<Double>> shopper : shoppers) {
                pages.addAll(shopper.get());
            }
            return new Times(sorted(pages.stream()), sorted(health.get().stream()), failures);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Double> sorted(Stream<Double> times) {
        return times.sorted().toList();
    }

    private static Callable<List<Double>> asking(
            int port, String host, String path, long pause, long end, List<String> failures) {
        return () -> {
            List<Double> times = new ArrayList<>();
            while (System.nanoTime() < end) {
                long start = System.nanoTime();
                Http.Answer answer = Http.get(port, host, path);
                times.add((System.nanoTime() - start) / 1e6);
                if (answer.status() != 200) {
                    failures.add(path + ": " + answer);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
            }
            return times;
        };
    }
}
