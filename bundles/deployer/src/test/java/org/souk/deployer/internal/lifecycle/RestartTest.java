package org.souk.deployer.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.api.catalog.CatalogContributor;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogStatus.State;
import org.souk.api.catalog.Problem;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.watch.SettlingQueue;

/** How a start handles the state that the last process left. */
class RestartTest extends LifecycleFixture {
    @Test
    void aRefusedUpdateLeavesTheOldOneAlsoOverARestart() {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        Map<String, String> broken = Zips.shop("tack");
        broken.put("products.csv", "Handle,Title,Variant Price\nmug,Mug,-3\n");
        Path file = drop("tack.catalog.zip", broken);
        until(() -> Files.exists(problems(file)));
        assertThat(problems(file)).content().contains("products.csv:2: the price '-3' is negative; write 0 or more");
        assertThat(serves("tack.localhost")).isTrue();
        assertThat(status("tack").refused()).isPresent();

        restart();
        assertThat(serves("tack.localhost")).isTrue();
        assertThat(status("tack").refused()).isPresent();

        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> !Files.exists(problems(file)));
        assertThat(status("tack").refused()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName(
            "a shop that an earlier release accepted stays live over a restart, and is told what the next version is refused for")
    @CsvSource(
            delimiter = '|',
            value = {
                "zero bytes | mug,Mu\\0g,4\\n | no text, because it has zero bytes",
                "rows in a cell | mug,\"Mug,4\\n{rows}cup,Cup\",4\\nbowl,Bowl,4\\n | 30 lines in it look like rows",
            })
    void acceptedByAnEarlierRelease(String what, String rows, String message) throws IOException {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        lifecycle.close();
        String table = "Handle,Title,Variant Price\n"
                + rows.replace("\\n", "\n").replace("\\0", "\0").replace("{rows}", "pot,Pot,4\n".repeat(30));
        try (Stream<Path> kept = Files.walk(temp.resolve("data/catalogs/tack"))) {
            Files.writeString(
                    kept.filter(file -> file.endsWith("products.csv"))
                            .findFirst()
                            .orElseThrow(),
                    table);
        }
        lifecycle = fresh();
        until(lifecycle::settled);
        assertThat(has("tack", State.LIVE)).isTrue();
        assertThat(status("tack").problems()).anySatisfy(problem -> {
            assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING);
            assertThat(problem.message()).contains(message);
        });
    }

    @Test
    void whatWasRefusedIsShownAfterARestartWithoutBeingReadAgain() throws IOException {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        Map<String, String> broken = Zips.shop("tack");
        broken.put("products.csv", "Handle,Title,Variant Price\nmug,Mug,-3\nbowl,Bowl,x\n");
        broken.merge("catalog.yaml", "version: \"2.0\"\n", String::concat);
        Path file = drop("tack.catalog.zip", broken);
        Path other = drop("other.catalog.zip", Map.of("readme.txt", "no shop"));
        until(() -> has("other", State.REFUSED) && Files.exists(problems(file)));
        var told = status("tack").problems();
        assertThat(told).hasSizeGreaterThanOrEqualTo(2);
        Instant at = status("tack").refused().orElseThrow().at();
        Instant since = status("other").since();

        restart();
        assertThat(status("tack").problems()).isEqualTo(told);
        // the time shows that it was not read again
        assertThat(status("tack").refused().orElseThrow().at()).isEqualTo(at);
        assertThat(status("tack").refused().orElseThrow().version()).isEqualTo("2.0");
        assertThat(status("other").since()).isEqualTo(since);
        assertThat(serves("tack.localhost")).isTrue();

        javaAllowed = false;
        restart();
        assertThat(status("tack").refused().orElseThrow().at()).isAfter(at);
        lifecycle.close();
        Files.delete(other);
        Zips.zip(file, Zips.shop("tack", "mended.localhost"));
        lifecycle = fresh();
        until(lifecycle::settled);
        assertThat(serves("mended.localhost")).isTrue();
        assertThat(status("tack").refused()).isEmpty();
        assertThat(lifecycle.statuses()).hasSize(1);
        assertThat(temp.resolve("data/refusals")).isEmptyDirectory();
    }

    @Test
    void whatIsDroppedWhileTheContainerStopsIsDeployedByTheNextStart() throws InterruptedException {
        CountDownLatch prepared = new CountDownLatch(1);
        contributorPause = prepared::countDown;
        bundles.stopping = true;
        bundles.refusal = "the framework has been shut down";
        Path file = drop("tack.catalog.zip", Zips.shop("tack"));
        assertThat(prepared.await(20, TimeUnit.SECONDS)).isTrue();
        lifecycle.close();
        assertThat(problems(file)).doesNotExist();
        assertThat(lifecycle.statuses()).isEmpty();

        bundles.stopping = false;
        bundles.refusal = "";
        lifecycle = fresh();
        until(() -> serves("tack.localhost"));
    }

    @Test
    void aRefusalThatOutlivedItsFileIsForgotten() throws IOException {
        Map<String, String> broken = Zips.shop("tack");
        broken.remove("products.csv");
        Path file = drop("tack.catalog.zip", broken);
        until(() -> has("tack", State.REFUSED));
        Path kept = temp.resolve("kept");
        Path refusals = temp.resolve("data/refusals");
        until(() -> Files.exists(problems(file)));
        String name = refusals.toFile().list()[0];
        Files.copy(refusals.resolve(name), kept);
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost") && !Files.exists(problems(file)));
        lifecycle.close();
        // as if it had ended after the one was published and before the other was forgotten
        Files.copy(kept, refusals.resolve(name));
        Files.copy(kept, refusals.resolve(name + ".new"));
        lifecycle = fresh();
        until(lifecycle::settled);
        assertThat(status("tack").refused()).isEmpty();
        assertThat(refusals).isEmptyDirectory();
    }

    @Test
    void whatHappenedWhileItWasDownIsDoneAtTheStart() throws IOException {
        Path gone = drop("gone.catalog.zip", Zips.shop("gone"));
        drop("stays.catalog.zip", Zips.shop("stays"));
        Path changed = drop("changed.catalog.zip", Zips.shop("changed"));
        until(() -> lifecycle.statuses().size() == 3);
        lifecycle.close();
        Files.delete(gone);
        Zips.zip(changed, Zips.shop("changed", "new.localhost"));
        Zips.zip(deploy.resolve("fresh.catalog.zip"), Zips.shop("fresh"));
        lifecycle = fresh();
        until(lifecycle::settled);
        assertThat(lifecycle.live().ids()).extracting(CatalogId::value).containsExactly("changed", "fresh", "stays");
        assertThat(serves("new.localhost")).isTrue();
        until(() -> bundles.states.size() == 3);
    }

    @Test
    void whatAKilledProcessLeftIsDeleted() throws IOException {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        lifecycle.close();
        Path staged = temp.resolve("data/staging/7/files/half");
        Path orphan = temp.resolve("data/catalogs/tack/0000-dead/catalog.yaml");
        Path never = temp.resolve("data/catalogs/never/1111-dead/catalog.yaml");
        for (Path file : List.of(staged, orphan, never, temp.resolve("data/catalogs/tack/state.new"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x");
        }
        bundles.states.put(Bundles.SCHEME + "tack/0000-dead", Bundles.State.ACTIVE);
        lifecycle = fresh();
        until(lifecycle::settled);
        assertThat(serves("tack.localhost")).isTrue();
        assertThat(List.of(staged, orphan, never)).noneMatch(Files::exists);
        until(() -> bundles.states.size() == 1);
    }

    @Test
    void whatCannotBeRestoredIsReadAnewFromItsFile() throws IOException {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        lifecycle.close();
        try (var all = Files.walk(temp.resolve("data/catalogs/tack"))) {
            for (Path file : all.filter(f -> f.endsWith("catalog.yaml")).toList()) {
                Files.delete(file);
            }
        }
        lifecycle = fresh();
        until(lifecycle::settled);
        assertThat(serves("tack.localhost")).isTrue();
    }

    @Test
    void whatCannotBeRestoredNowIsKeptForTheNextStart() {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        lifecycle.close();
        Map<String, String> broken = Zips.shop("tack");
        broken.put("products.csv", "Handle,Title,Variant Price\nmug,Mug,-3\n");
        Zips.zip(deploy.resolve("tack.catalog.zip"), broken);
        for (String trouble : List.of("it is late", "throw")) {
            contributorTrouble = trouble;
            restart();
            assertThat(serves("tack.localhost")).isFalse();
            assertThat(has("tack", State.REFUSED)).isTrue();
        }
        contributorTrouble = "";
        restart();
        assertThat(serves("tack.localhost")).isTrue();
        assertThat(status("tack").refused()).isPresent();

        contributorTrouble = "it is late";
        restart();
        contributorTrouble = "";
        drop("tack.catalog.zip", Zips.shop("tack", "next.localhost"));
        until(() -> serves("next.localhost"));
        until(() -> bundles.states.size() == 1);
        // the state file, the live version, and the one before for a rollback
        assertThat(temp.resolve("data/catalogs/tack").toFile().list()).hasSize(3);
    }

    @Test
    void whatIsKeptGoesWithItsFile() throws IOException {
        Path file = drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        contributorTrouble = "it is late";
        restart();
        assertThat(has("tack", State.REFUSED)).isTrue();
        Files.delete(file);
        until(() -> !Files.exists(temp.resolve("data/catalogs/tack")));
        until(() -> bundles.states.isEmpty() && lifecycle.statuses().isEmpty());
    }

    @Test
    void aMissingDeployFolderKeepsItsShopsAnEmptyOneRemovesThem() throws IOException {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        lifecycle.close();
        Path away = Files.move(deploy, temp.resolve("away"));
        lifecycle = fresh();
        until(lifecycle::settled);
        assertThat(serves("tack.localhost")).isTrue();
        lifecycle.close();
        Files.createFile(deploy);
        lifecycle = fresh();
        until(lifecycle::settled);
        assertThat(serves("tack.localhost")).isTrue();
        Files.delete(deploy);
        Files.createDirectory(deploy);
        restart();
        assertThat(serves("tack.localhost")).isFalse();
        until(() -> bundles.states.isEmpty());
        assertThat(away).isNotEmptyDirectory();
    }

    @Test
    void anOperatorsOwnBundleOutlivesARestoreThatFails() {
        String location = "file:" + temp.resolve("elsewhere/x.jar");
        Path content = temp.resolve("content");
        Map<String, String> files = Zips.shop("guest");
        files.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nSouk-Catalog: guest\n");
        Zips.folder(content, files);
        bundles.foreign.put(location, content);
        bundles.states.put(location, Bundles.State.ACTIVE);
        lifecycle.bundleEvents().changed(location, false);
        until(() -> serves("guest.localhost"));
        contributorTrouble = "it is late";
        restart();
        until(() -> has("guest", State.REFUSED));
        assertThat(bundles.states).containsKey(location);
        contributorTrouble = "";
        restart();
        until(() -> serves("guest.localhost"));
    }

    @Test
    void whatHappensToABundleWhileItBeginsIsNotMissed() {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        String location = bundles.states.keySet().iterator().next();
        lifecycle.close();
        lifecycle = new CatalogLifecycle(
                new Settings(deploy, temp.resolve("data"), true, false, LifecycleFixture.TIMES, limits),
                bundles,
                Clock.systemUTC(),
                SettlingQueue.QuietTimes.DEFAULT,
                () -> {});
        lifecycle.bundleEvents().changed(location, true);
        lifecycle.add(new CatalogContributor() {
            @Override
            public String name() {
                return "late";
            }

            @Override
            public Prepared prepare(Preparation version) {
                // an operator uninstalls it at this very moment
                bundles.states.remove(location);
                return new Prepared.Ready("x", List.of());
            }
        });
        until(() -> lifecycle.settled() && lifecycle.live().ids().isEmpty());
    }
}
