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
    private static final String NEIGHBOUR = "template-neighbour.localhost";
    private static final Duration MOST = Duration.ofSeconds(5);
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
                                "{% for a in 'x' | split('') %}{% for b in 1..9999 %}{% for c in 1..9999 %}{{ b }}{% endfor %}{% endfor %}{% endfor %}")),
                Arguments.of(
                        "replacements that grow",
                        filled(
                                hay,
                                "{{ h | replace({'a': 'aaaaaaaa'}) | replace({'a': 'aaaaaaaa'}) | replace({'a': 'aaaaaaaa'}) | upper }}")));
    }

    private static String filled(String start, String repeated) {
        return start + repeated.repeat((LARGEST - start.length()) / repeated.length());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @DisplayName("a template that costs as much as it can")
    void templates(String what, String template) throws Exception {
        String host = "worst.localhost";
        Path file =
                new ShopFiles("worst", host).with("pages/home.peb", template).drop(container.deploy());
        // a template may be refused as a whole: then its shop is not live
        Await.until(
                Duration.ofSeconds(10),
                () -> "taken or refused",
                () -> status("worst.localhost", "/p/item-1") == 200
                        || Drops.problemsFile(file).toFile().exists());
        Duration cpu = cpu();
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
        Http.Answer page = Http.get(container.httpPort(), host, "/");
        assertThat(page.status()).as(page.toString()).isIn(200, 421);
        assertThat(page.body().length()).isLessThan(200_000);
        Duration ordinary = cpu();
        for (int i = 0; i < 20; i++) {
            assertThat(status(host)).isIn(200, 421);
        }
        Duration repeated = cpu().minus(ordinary);
        assertThat(repeated).as("twenty requests more").isLessThan(MOST);
        System.out.println(what + ": " + ordinary.minus(cpu) + " with the load of its neighbours, " + repeated);
        ShopFiles.delete(file);
        Await.until(Duration.ofSeconds(5), () -> "gone", () -> status(host) == 421);
        // the shop is gone, and so is its work: without load, the container rests
        Await.until(Duration.ofSeconds(15), () -> "it works on", WorstTemplateIT::rests);
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
                    .write("GET / HTTP/1.1\r\nHost: worst.localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
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
