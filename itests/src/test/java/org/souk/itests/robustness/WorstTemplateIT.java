package org.souk.itests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.souk.itests.Await;
import org.souk.itests.Container;
import org.souk.itests.Containers;
import org.souk.itests.Http;
import org.souk.itests.Load;
import org.souk.itests.ShopFiles;

/** Templates that cost as much as they can: once at most 5 s of processor time, then the built-in page is served; others notice nothing. */
class WorstTemplateIT {
    private static final String HOST = "worst.localhost";
    private static final String NEIGHBOUR = "template-neighbour.localhost";
    /** What a template may cost in one version of its shop. */
    private static final Duration MOST = Duration.ofSeconds(5);
    /** Twenty built-in pages cost far less, and a template that is rendered again each time costs more. */
    private static final Duration MOST_OF_TWENTY = Duration.ofSeconds(1);
    /** Stands in the built-in home page, and in no template of this test. */
    private static final String BUILT_IN = "<div class=\"hero-inner\">";

    private static final int CLIENTS = 4;
    private static final int LARGEST = 250_000;

    private static Container container;

    @BeforeAll
    static void start() {
        container = Container.start("worst-template", Map.of());
        new ShopFiles("template-neighbour", NEIGHBOUR).drop(container.deploy());
        Await.until(Duration.ofSeconds(20), () -> "live", () -> status(NEIGHBOUR) == 200);
        for (int i = 0; i < 300; i++) {
            assertThat(status(NEIGHBOUR)).isEqualTo(200);
        }
    }

    /** It must stop in time, whatever its templates were doing. */
    @AfterAll
    static void stop() {
        assertThat(Containers.close(container)).noneMatch(line -> line.contains(" | ERROR "));
    }

    static Stream<Arguments> templates() {
        String hay = "{% set h = \"" + "a".repeat(60_000) + "\" %}";
        String needle = "{% set n = \"" + "a".repeat(30_000) + "b\" %}";
        return Stream.of(
                Arguments.of("a search that never finds", filled(hay + needle, "{{ h contains n }}")),
                Arguments.of(
                        "a text put into itself",
                        filled(
                                "{% set x = \"" + "{1}".repeat(40_000) + "\" %}{% set y = \"" + "{0}".repeat(20_000)
                                        + "\" %}",
                                "{{ t('price.range', x, y) }}")),
                Arguments.of(
                        "loops in loops",
                        filled(
                                "",
                                "{% for a in 1..1000 %}{% for b in 1..1000 %}{% for c in 1..1000 %}{{ b }}{% endfor"
                                        + " %}{% endfor %}{% endfor %}")),
                Arguments.of(
                        "replacements that grow",
                        filled(hay, "{% set x = h | replace('a', 'aaaaaaaa') | replace('b', 'a') | upper %}")));
    }

    private static String filled(String start, String repeated) {
        return start + repeated.repeat((LARGEST - start.length()) / repeated.length());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @DisplayName(
            "a template that costs as much as it can: its drop and its first page cost at most 5 s of processor time")
    void templates(String what, String template) throws Exception {
        ShopFiles files = new ShopFiles("worst", HOST).with("pages/home.peb", template);
        Duration start = cpu();
        Path file = files.drop(container.deploy());
        try {
            use(what, files, file, start);
        } finally {
            ShopFiles.delete(file);
            Await.until(Duration.ofSeconds(5), () -> "gone", () -> status(HOST) == 421);
        }
        // the shop is gone, and so is its work: without load, the container rests
        Await.until(Duration.ofSeconds(15), () -> "it works on", WorstTemplateIT::rests);
    }

    private static void use(String what, ShopFiles files, Path file, Duration start) throws InterruptedException {
        awaitLive(file, "/p/item-1");
        long told = told();
        assertBuiltIn();
        assertThat(told()).as("its author is told").isGreaterThan(told);
        Duration once = cpu().minus(start);
        assertThat(once).as("the drop and the first page").isLessThan(MOST);
        // in a new version it is tried again: now for clients that give up, beside others
        files.products(4, "10.00", 100).drop(container.deploy());
        awaitLive(file, "/p/item-4");
        told = told();
        giveUpBesideOthers();
        assertBuiltIn();
        assertThat(told()).as("it was tried again").isGreaterThan(told);
        Duration before = cpu();
        for (int i = 0; i < 20; i++) {
            assertBuiltIn();
        }
        Duration twenty = cpu().minus(before);
        assertThat(twenty).as("twenty pages more").isLessThan(MOST_OF_TWENTY);
        System.out.println(what + ": " + once + " once, " + twenty + " for twenty pages more");
    }

    private static void awaitLive(Path file, String page) {
        Await.until(
                Duration.ofSeconds(10),
                () -> page + " is not live: "
                        + container.read("deploy/" + Drops.problemsFile(file).getFileName()),
                () -> status(HOST, page) == 200);
    }

    /** How often the log said that a template is replaced: it was rendered, and was not refused when it was dropped. */
    private static long told() {
        return container.complaints().stream()
                .filter(line ->
                        line.contains("worst: pages/home.peb") && line.contains("the built-in page replaces it"))
                .count();
    }

    private static void assertBuiltIn() {
        Http.Answer page = Http.get(container.httpPort(), HOST, "/");
        assertThat(page.status()).as(page.toString()).isEqualTo(200);
        assertThat(page.body()).contains(BUILT_IN).hasSizeLessThan(200_000);
    }

    private static void giveUpBesideOthers() throws InterruptedException {
        try (Load neighbour = new Load(container, NEIGHBOUR, "/");
                Load health = new Load(container, NEIGHBOUR, "/p/item-1")) {
            List<Thread> hasty = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Thread client = new Thread(WorstTemplateIT::askAndLeave, "hasty-" + i);
                client.start();
                hasty.add(client);
            }
            for (Thread client : hasty) {
                client.join();
            }
            long start = System.nanoTime();
            Http.Answer live = Http.get(container.adminPort(), "localhost", "/health/live");
            assertThat(live.status()).isEqualTo(200);
            assertThat((System.nanoTime() - start) / 1_000_000)
                    .as("milliseconds of health")
                    .isLessThan(1_000);
            neighbour.assertUnharmed();
            health.assertUnharmed();
        }
    }

    /** Whether it uses less than a third of a processor for half a second. */
    private static boolean rests() {
        Duration before = cpu();
        long end = System.nanoTime() + 500_000_000;
        Await.until(() -> System.nanoTime() > end);
        return cpu().minus(before).toMillis() < 170;
    }

    /** A client that gives up after a second. */
    private static void askAndLeave() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), container.httpPort())) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: " + HOST + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().read();
        } catch (IOException e) {
            // it left
        }
    }

    private static Duration cpu() {
        return container.java().info().totalCpuDuration().orElseThrow();
    }

    private static int status(String host) {
        return status(host, "/");
    }

    private static int status(String host, String path) {
        return Http.get(container.httpPort(), host, path).status();
    }
}
