package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A catalog whose Java throws, hangs, leaks or lacks something harms no other catalog. Uses a separate container. */
class CatalogJavaIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String HALF = "return new Money(request.price().amount() / 2, request.price().currency());";
    private static final String HANG =
            "java.util.concurrent.CountDownLatch never = new java.util.concurrent.CountDownLatch(1);"
                    + " while (true) { try { never.await(); } catch (InterruptedException e) { } }";
    private static final String NEIGHBOUR = "quiet.localhost";

    private static Container container;

    @BeforeAll
    static void start() {
        container = Container.start("java", Map.of());
        new ShopFiles("quiet", NEIGHBOUR).drop(container.deploy());
        Await.until(
                SOON,
                () -> "live",
                () -> Http.get(container.httpPort(), NEIGHBOUR, "/").status() == 200);
    }

    @AfterAll
    static void stop() {
        assertThat(Containers.close(container)).allMatch(CatalogJavaIT::expected, "is expected");
    }

    private static boolean expected(String line) {
        return line.contains("The PriceRule shop.Rule of catalog ")
                || line.contains(", left a thread running when it ended: leaky-worker.")
                || line.contains(", left 2 threads running when it ended: souk-java-hanging-1, souk-java-hanging-2.")
                || line.contains("which this container does not have");
    }

    @Test
    @DisplayName(
            "a rule that throws is left out; its shop sells at list price, says so, and a mended version is asked again")
    void throwing() {
        String host = "throwing.localhost";
        ShopJava shop = new ShopJava("throwing", host);
        shop.price("throw new IllegalStateException(\"no such table\");").drop(container);
        Await.until(SOON, () -> "live: " + price(host, 1), () -> price(host, 1) == 1000);
        for (int i = 0; i < 6; i++) {
            assertThat(price(host, 1 + i % 3)).isEqualTo(1000);
        }
        assertThat(cartAt(host)).isEqualTo(1000);
        assertThat(info("throwing"))
                .contains("PriceRule shop.Rule  open: not called; ", "5 failures, 0 time-outs")
                .contains("it threw IllegalStateException (no such table)");
        assertThat(complaints("catalog throwing"))
                .as("it is said once that it fails, once that it is left out")
                .hasSize(2);

        shop.price(HALF).version("2").drop(container);
        Await.until(SOON, () -> "mended: " + price(host, 1), () -> price(host, 1) == 500);
        assertThat(info("throwing")).contains("closed: called");
    }

    @Test
    @DisplayName("a rule that hangs for ever holds up its own pages a moment and nobody else's")
    void hanging() {
        String host = "hanging.localhost";
        List<Long> usual = times(NEIGHBOUR, "/", 300);
        ShopJava shop = new ShopJava("hanging", host).price(HANG);
        shop.drop(container);
        Await.until(
                SOON,
                () -> "live",
                () -> Http.get(container.httpPort(), host, "/api/v1/shop").status() == 200);
        List<Long> own;
        List<Long> others;
        try (Load load = new Load(container, host, "/")) {
            own = times(host, "/p/item-1", 20);
            others = times(NEIGHBOUR, "/", 300);
            load.close();
            assertThat(load.requests()).isPositive();
            assertThat(load.failures()).isEmpty();
        }
        assertThat(Collections.max(own))
                .as("milliseconds of the shop's own pages")
                .isLessThan(2_000);
        assertThat(own.subList(10, 20)).as("once it is left out").allMatch(millis -> millis < 500);
        assertThat(percentile99(others))
                .as("milliseconds of the neighbour; usually " + percentile99(usual))
                .isLessThanOrEqualTo(Math.max(3 * percentile99(usual), percentile99(usual) + 25));
        assertThat(price(host, 1)).isEqualTo(1000);
        assertThat(cartAt(host)).isEqualTo(1000);
        Shopper shopper = container.shopper(host);
        shopper.add("SKU-2", 1);
        assertThat(shopper.checkout().status()).isEqualTo(201);
        assertThat(info("hanging"))
                .contains("2 threads in use, 2 of them blocked; correct the Java")
                .contains("PriceRule shop.Rule  open: not called; ")
                .contains("it did not answer within 250 ms");
        assertThat(complaints("catalog hanging")).hasSize(2);

        shop.price(HALF).version("2").drop(container);
        Await.until(SOON, () -> "mended: " + price(host, 1), () -> price(host, 1) == 500);
        assertThat(info("hanging")).contains("closed: called");
    }

    @Test
    @DisplayName(
            "a thread that a version left running is ended and named when the next one takes over, without a failed request")
    void leaking() {
        String host = "leaky.localhost";
        ShopJava shop = new ShopJava("leaky", host).version("1.7");
        shop.with(
                        "public Rule() { new Thread(() -> { try { Thread.sleep(3_600_000); } catch (InterruptedException e) { } },"
                                + " \"leaky-worker\").start(); }")
                .drop(container);
        Await.until(SOON, () -> "live: " + price(host, 1), () -> price(host, 1) == 1000);
        try (Load load = new Load(container, host, "/p/item-1")) {
            shop.with("").price(HALF).version("1.8").drop(container);
            Await.until(SOON, () -> "updated: " + price(host, 1), () -> price(host, 1) == 500);
            Await.until(
                    SOON, () -> "told: " + container.complaints(), () -> complaints("Catalog leaky, version ").stream()
                            .anyMatch(line ->
                                    line.contains("version 1.7, left a thread running when it ended: leaky-worker.")));
            load.close();
            assertThat(load.requests()).isPositive();
            assertThat(load.failures()).isEmpty();
        }
    }

    @Test
    @DisplayName("a version that needs a package which is not there is refused with its name, and the old one goes on")
    void lacking() throws IOException {
        String host = "lacking.localhost";
        ShopJava shop = new ShopJava("lacking", host).price(HALF).version("1");
        Path jar = shop.drop(container);
        Await.until(SOON, () -> "live: " + price(host, 1), () -> price(host, 1) == 500);
        Path problems = jar.resolveSibling("lacking.jar.problems.txt");
        try (Load load = new Load(container, host, "/p/item-1")) {
            shop.importing("com.example.elsewhere").version("2").drop(container);
            Await.until(SOON, () -> "refused", () -> Files.exists(problems));
            load.close();
            assertThat(load.failures()).isEmpty();
        }
        assertThat(Files.readString(problems))
                .contains("it needs the Java package com.example.elsewhere, which this container does not have");
        assertThat(price(host, 1)).isEqualTo(500);
        assertThat(info("lacking")).contains("refused").contains("com.example.elsewhere");
    }

    @Test
    @DisplayName("after twenty updates the classes of the live version are there, and no others")
    void updates() throws Exception {
        String host = "often.localhost";
        ShopJava shop = new ShopJava("often", host)
                .with("private static final class Trace"
                        + "OfOften { } private final Object trace = new TraceOfOften();");
        for (int i = 1; i <= 20; i++) {
            int wanted = 1000 - i;
            shop.price("if (trace == null) { throw new IllegalStateException(); }"
                            + " return new Money(request.price().amount() - " + i + ", request.price().currency());")
                    .version("1." + i)
                    .drop(container);
            Await.until(SOON, () -> wanted + ": " + price(host, 1), () -> price(host, 1) == wanted);
            assertThat(cartAt(host)).isEqualTo(wanted);
        }
        Await.until(
                Duration.ofSeconds(60),
                () -> "kept: " + classes("TraceOfOften"),
                () -> classes("TraceOfOften").size() == 1);
    }

    /** Lines of the histogram after a garbage collection, one for each class of that name. */
    private static List<String> classes(String name) {
        try {
            Process jcmd = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/jcmd",
                            String.valueOf(container.java().pid()),
                            "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(jcmd.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(jcmd.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(said).contains("java.lang.String");
            return said.lines().filter(line -> line.contains(name)).toList();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Long> times(String host, String path, int requests) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            long start = System.nanoTime();
            Http.Answer answer = Http.get(container.httpPort(), host, path);
            times.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        }
        return times;
    }

    private static long percentile99(List<Long> times) {
        return times.stream().sorted().toList().get(times.size() * 99 / 100);
    }

    /** The price of item-n in minor units, -1 if there is none. */
    private static int price(String host, int number) {
        return container
                .shopper(host)
                .get("/api/v1/products/item-" + number)
                .body()
                .at("/price/amount")
                .asInt(-1);
    }

    /** The unit price in the cart of somebody who puts a piece in. */
    private static int cartAt(String host) {
        Shopper.Json cart = container.shopper(host).add("SKU-1", 1);
        assertThat(cart.status()).as(cart.toString()).isEqualTo(200);
        return cart.body().at("/lines/0/unitPrice/amount").asInt();
    }

    private static String info(String id) {
        return container.client("catalog:info " + id).output();
    }

    private static List<String> complaints(String about) {
        return container.complaints().stream()
                .filter(line -> line.contains(about))
                .toList();
    }
}
