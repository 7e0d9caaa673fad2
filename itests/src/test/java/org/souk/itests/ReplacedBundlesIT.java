package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The container's own bundles are restarted and updated while shops sell: no request fails, and drops go on working. */
class ReplacedBundlesIT {
    private static final Duration PROMISED = Duration.ofSeconds(2);
    private static final String ZIP = "steady.localhost";
    private static final String FOLDER = "folded.localhost";
    private static Container container;
    private static int edition = 1;

    @BeforeAll
    static void threeShops() {
        container = Container.start("replaced", Map.of());
        new ShopFiles("steady", ZIP).edition(1, 100).drop(container.deploy());
        new ShopFiles("folded", FOLDER).edition(1, 100).dropFolder(container.deploy());
        ShopFiles.put(container.deploy().resolve(DemoJar.FILE), DemoJar.edition(container, 1));
        for (String host : List.of(ZIP, FOLDER, DemoJar.HOST)) {
            awaitEdition(Duration.ofSeconds(10), host, 1);
        }
    }

    @AfterAll
    static void stop() {
        assertThat(Containers.close(container)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bundle:restart org.apache.felix.fileinstall",
                "bundle:restart org.souk.fileinstall.config",
                "bundle:restart org.souk.deployer",
                "bundle:update org.souk.storefront",
                "bundle:update org.souk.core",
                "bundle:update org.souk.deployer",
            })
    @DisplayName("under load")
    void underLoad(String command) {
        List<Load> loads = new ArrayList<>();
        for (String host : List.of(ZIP, FOLDER, DemoJar.HOST)) {
            loads.add(new Load(container, host, List.of("/", "/search?q=te"), new Editions()));
        }
        try {
            replaceAndDrop(command);
        } finally {
            loads.forEach(Load::close);
        }
        loads.forEach(Load::assertUnharmed);
    }

    private static void replaceAndDrop(String command) {
        Container.Shell shell = container.client(command);
        assertThat(shell.status()).as(shell.output()).isZero();

        edition++;
        new ShopFiles("steady", ZIP).edition(edition, 100).drop(container.deploy());
        new ShopFiles("folded", FOLDER).edition(edition, 100).dropFolder(container.deploy());
        ShopFiles.put(container.deploy().resolve(DemoJar.FILE), DemoJar.edition(container, edition));
        Path file =
                new ShopFiles("fresh", "fresh.localhost").edition(edition, 3).drop(container.deploy());
        for (String host : List.of(ZIP, FOLDER, DemoJar.HOST, "fresh.localhost")) {
            awaitEdition(PROMISED, host, edition);
        }
        ShopFiles.delete(file);
        Await.until(PROMISED, () -> "gone", () -> get("fresh.localhost").status() == 421);
    }

    @Test
    @DisplayName(
            "while the web edge itself is stopped shoppers are asked to come again, and the admin port knows of nothing")
    void withoutEdge() {
        assertThat(container.client("bundle:stop org.souk.edge").status()).isZero();
        Http.Answer shop = get(ZIP);
        assertThat(shop.status()).as(shop.toString()).isEqualTo(503);
        assertThat(shop.header("Retry-After")).isEqualTo("2");
        assertThat(Http.get(container.adminPort(), "localhost", "/health/live").status())
                .isEqualTo(404);
        assertThat(container.client("bundle:start org.souk.edge").status()).isZero();
        Await.until(Duration.ofSeconds(10), () -> "back", () -> get(ZIP).status() == 200 && container.ready());
    }

    private static void awaitEdition(Duration deadline, String host, int wanted) {
        Await.until(
                deadline, () -> "edition " + wanted + " is live: " + get(host), () -> Editions.is(get(host), wanted));
    }

    private static Http.Answer get(String host) {
        return Http.get(container.httpPort(), host, "/");
    }
}
