package org.souk.itests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.souk.itests.Await;
import org.souk.itests.Container;
import org.souk.itests.Containers;
import org.souk.itests.Http;
import org.souk.itests.ShopFiles;

/** A container whose operator accepts other artifacts than catalogs in the deploy folder, with and without catalogs' Java. */
class OtherArtifactsIT {
    private static final String HOST = "beside.localhost";
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String BUNDLES = "bundle:list -t 0 -s";
    private static final String CONFIGURATION = "config:list \"(service.pid=org.example.accepted)\"";

    private Container container;
    private Path bundle;
    private Path configuration;

    private void start(String name, Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("SOUK_DEPLOY_ACCEPTS", "all");
        container = Container.start(name, settings);
        new ShopFiles("beside", HOST).drop(container.deploy());
        bundle = ShopFiles.put(
                container.deploy().resolve("accepted.jar"), OnlyCatalogsIT.bundle("org.example.accepted.plain"));
        configuration = ShopFiles.put(
                container.deploy().resolve("org.example.accepted.cfg"),
                "colour = of-the-dropped-file\n".getBytes(StandardCharsets.UTF_8));
        Await.until(
                LONG,
                () -> HOST + " is live",
                () -> Http.get(container.httpPort(), HOST, "/").status() == 200);
    }

    @AfterEach
    void stop() {
        Containers.closeAll(container);
    }

    @Test
    @DisplayName("accepts = all: a plain bundle and a configuration work, and go with their files")
    void accepted() throws IOException {
        start("accepts-all", Map.of());
        Await.until(LONG, () -> "the bundle is installed", () -> told(BUNDLES).contains("org.example.accepted.plain"));
        assertThat(told(BUNDLES).lines().filter(line -> line.contains("org.example.accepted.plain")))
                .singleElement()
                .asString()
                .contains("Active");
        Await.until(LONG, () -> "the configuration is there", () -> told(CONFIGURATION)
                .contains("of-the-dropped-file"));
        for (Path each : List.of(bundle, configuration)) {
            assertThat(Drops.problemsFile(each)).doesNotExist();
            Files.delete(each);
        }
        Await.until(
                LONG,
                () -> "both go",
                () -> !told(BUNDLES).contains("org.example.accepted.plain")
                        && !told(CONFIGURATION).contains("of-the-dropped-file"));
        assertThat(Http.get(container.httpPort(), HOST, "/").status()).isEqualTo(200);
        assertThat(container.complaints()).isEmpty();
    }

    @Test
    @DisplayName("accepts = all with java = deny: neither has an effect, and an ERROR says why")
    void deniedWithJava() throws IOException {
        start("accepts-all-denied", Map.of("SOUK_CATALOG_JAVA", "deny"));
        for (Path each : List.of(bundle, configuration)) {
            Path problems = Drops.problemsFile(each);
            Await.until(LONG, () -> "no " + problems, () -> Files.exists(problems));
            assertThat(problems).content().contains("catalog");
        }
        assertThat(told(BUNDLES)).doesNotContain("org.example.accepted");
        assertThat(told(CONFIGURATION)).doesNotContain("of-the-dropped-file");
        assertThat(container.complaints())
                .filteredOn(line -> line.contains(" | ERROR "))
                .singleElement()
                .asString()
                .contains("SOUK_DEPLOY_ACCEPTS", "java = allow", "only catalogs are taken");
    }

    private String told(String command) {
        return container.client(command).output();
    }
}
