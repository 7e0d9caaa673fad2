package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The unpacked tar.gz with the demo shops and an empty user.home. */
class BootIT {
    private static Container container;
    private static long firstPage;

    @BeforeAll
    static void boot() throws IOException {
        container = Container.launch("boot", Map.of());
        try (Stream<Path> demos = Files.list(container.home().resolve("demo"))) {
            for (Path demo : demos.toList()) {
                Files.copy(demo, container.deploy().resolve(demo.getFileName().toString()));
            }
        }
        Await.until(
                Duration.ofSeconds(60),
                () -> "a page",
                () -> Http.get(container.httpPort(), "tack.localhost", "/").status() == 200);
        firstPage = container.age();
        container.awaitReady();
    }

    @AfterAll
    static void stop() {
        Containers.closeAll(container);
    }

    @Test
    @DisplayName("both demo shops sell, each in its own words")
    void demoShops() {
        System.out.println("first page after " + firstPage + " ms");
        for (String host : List.of("tack.localhost", "zuckerhut.localhost")) {
            Shopper shopper = container.shopper(host);
            Shopper.Json products = shopper.get("/api/v1/products?size=100");
            assertThat(products.body().get("total").asInt()).isGreaterThanOrEqualTo(40);
            Http.Answer page = Http.get(container.httpPort(), host, "/");
            assertThat(page.body()).contains(shopper.get("/api/v1/shop").text("/name"));
        }
        assertThat(Http.get(container.httpPort(), "third.localhost", "/").status())
                .isEqualTo(421);
    }

    @Test
    @DisplayName("every bundle is Active")
    void bundles() {
        Container.Shell list = container.client("bundle:list -t 0 --no-format");
        assertThat(list.status()).as(list.output()).isZero();
        assertThat(list.output()
                        .lines()
                        .filter(line -> line.matches("^ *\\d+\\t.*"))
                        .toList())
                .hasSizeGreaterThan(50)
                .allMatch(
                        line -> line.contains("\tActive") || line.contains("Fragment") || line.contains("Hosts:"),
                        "is Active");
    }

    @Test
    @DisplayName("no WARN or ERROR in the log of a clean boot")
    void log() {
        assertThat(container.complaints()).isEmpty();
    }

    @Test
    @DisplayName("health tells each check")
    void health() throws IOException {
        Http.Answer ready = Http.get(container.adminPort(), "localhost", "/health/ready");
        assertThat(ready.status()).isEqualTo(200);
        JsonNode json = new ObjectMapper().readTree(ready.body());
        assertThat(json.toString()).contains("database").contains("catalogs").contains("disk");
    }

    @Test
    @DisplayName("the database wants a password, and only its owner can read it")
    void password() throws IOException {
        Path file = container.home().resolve("etc/org.souk.database.password");
        assertThat(java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(container.databasePassword()).hasSizeGreaterThanOrEqualTo(16);
    }

    @Test
    @DisplayName("the list of components in the distribution has each of its bundles")
    void components() throws IOException {
        Path home = container.home();
        JsonNode list =
                new ObjectMapper().readTree(home.resolve("sbom.cdx.json").toFile());
        assertThat(list.at("/bomFormat").asText()).isEqualTo("CycloneDX");
        Set<String> listed = new HashSet<>();
        list.at("/components").forEach(component -> component
                .at("/properties")
                .forEach(property -> listed.add(property.at("/value").asText())));
        List<String> bundles;
        try (Stream<Path> all = Files.walk(home.resolve("system"))) {
            bundles = all.map(file -> home.relativize(file).toString())
                    .filter(file -> file.endsWith(".jar"))
                    .toList();
        }
        assertThat(bundles).hasSizeGreaterThan(100).anyMatch(bundle -> bundle.startsWith("system/org/souk/"));
        assertThat(listed).containsAll(bundles);
    }
}
