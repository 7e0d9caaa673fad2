package org.souk.deployer.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.souk.api.catalog.CatalogChange.Done;
import org.souk.api.catalog.CatalogChange.Refused;
import org.souk.api.catalog.CatalogStatus.State;
import org.souk.deployer.internal.Zips;

/** A start at which the live version of a catalog cannot be restored. */
class KeptVersionsTest extends LifecycleFixture {
    private Path file;

    @BeforeEach
    void twoVersionsAndARefusedOne() {
        version(1);
        file = version(2);
    }

    private Path version(int number) {
        Path dropped = drop("tack.catalog.zip", shop(number));
        until(() -> serves("tack.localhost") && versionAt("tack.localhost").equals("1." + number));
        return dropped;
    }

    private static Map<String, String> shop(int number) {
        Map<String, String> files = Zips.shop("tack");
        files.merge("catalog.yaml", "version: \"1." + number + "\"\n", String::concat);
        return files;
    }

    private void dropABrokenOne() {
        Map<String, String> broken = shop(3);
        broken.put("products.csv", "Handle,Title,Variant Price\nmug,Mug,-3\n");
        Path dropped = drop("tack.catalog.zip", broken);
        until(() -> Files.exists(problems(dropped)));
    }

    private Path live(int number) throws IOException {
        try (Stream<Path> all = Files.walk(temp.resolve("data/catalogs/tack"))) {
            for (Path yaml : all.filter(f -> f.endsWith("catalog.yaml")).toList()) {
                if (Files.readString(yaml).contains("\"1." + number + "\"")) {
                    return yaml;
                }
            }
        }
        throw new AssertionError("no version " + number);
    }

    @Test
    @DisplayName(
            "The version before is served, at later starts too, and the refusal shown, until the file brings another")
    void theVersionBefore() throws IOException {
        dropABrokenOne();
        lifecycle.close();
        Files.delete(live(2));
        for (int start = 1; start <= 2; start++) {
            restart();
            assertThat(versionAt("tack.localhost")).isEqualTo("1.1");
            assertThat(status("tack").state()).isEqualTo(State.LIVE);
            assertThat(status("tack").refused()).isPresent();
            assertThat(status("tack").problems()).isNotEmpty();
            until(() -> bundles.states.size() == 1);
        }
        assertThat(((Refused) lifecycle.commands().rollback(TACK)).reason()).startsWith("No version before 1.1");
        version(4);
        until(() -> status("tack").refused().isEmpty());
        assertThat(status("tack").kept()).hasSize(1);
        assertThat(((Done) lifecycle.commands().rollback(TACK)).status().version())
                .isEqualTo("1.1");
    }

    @Test
    @DisplayName("Where the file is the version that was live, it is read anew and live again")
    void theFileIsReadAnew() throws IOException {
        lifecycle.close();
        Files.delete(live(2));
        lifecycle = fresh();
        until(lifecycle::settled);
        assertThat(versionAt("tack.localhost")).isEqualTo("1.2");
        assertThat(status("tack").refused()).isEmpty();
        restart();
        assertThat(versionAt("tack.localhost")).isEqualTo("1.2");
        assertThat(Files.exists(file)).isTrue();
    }

    @Test
    @DisplayName("What could not be restored is tried again at the next start")
    void triedAgain() throws IOException {
        dropABrokenOne();
        lifecycle.close();
        Path yaml = live(2);
        Path hidden = Files.move(yaml, yaml.resolveSibling("hidden"));
        restart();
        assertThat(versionAt("tack.localhost")).isEqualTo("1.1");
        lifecycle.close();
        Files.move(hidden, yaml);
        restart();
        assertThat(versionAt("tack.localhost")).isEqualTo("1.2");
        restart();
        assertThat(versionAt("tack.localhost")).isEqualTo("1.2");
        assertThat(((Done) lifecycle.commands().rollback(TACK)).status().version())
                .isEqualTo("1.1");
        until(() -> bundles.states.size() == 1);
    }

    @Test
    @DisplayName("A catalog of which nothing can be served goes back by command, and stays there")
    void rollbackOfWhatIsNotServed() {
        dropABrokenOne();
        contributorTrouble = "it is late";
        restart();
        assertThat(has("tack", State.REFUSED)).isTrue();
        assertThat(((Refused) lifecycle.commands().rollback(TACK)).reason()).contains("it is late");
        assertThat(((Refused) lifecycle.commands().park(TACK)).reason()).contains("is not served");
        contributorTrouble = "";
        assertThat(((Done) lifecycle.commands().rollback(TACK)).status().version())
                .isEqualTo("1.1");
        assertThat(versionAt("tack.localhost")).isEqualTo("1.1");
        restart();
        assertThat(versionAt("tack.localhost")).isEqualTo("1.1");
        until(() -> bundles.states.size() == 1);
    }
}
