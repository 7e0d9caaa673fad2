package org.souk.deployer.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.souk.api.catalog.CatalogContributor;
import org.souk.api.catalog.CatalogStatus.State;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.publish.ProblemsFile;

/** What is refused, and which messages operators and merchants get. */
class RefusalTest extends LifecycleFixture {
    @Test
    void damagedArchivesAreRefusedWhenTheyGrowNoMore() throws IOException {
        Path whole = temp.resolve("whole.zip");
        Zips.zip(whole, Zips.shop("tack"));
        byte[] bytes = Files.readAllBytes(whole);
        Path file = deploy.resolve("tack.catalog.zip");
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        until(() -> Files.exists(problems(file)));
        assertThat(has("tack", State.REFUSED)).isTrue();
        assertThat(problems(file)).content().contains("damaged or was not copied to its end");
        Files.write(file, bytes);
        until(() -> serves("tack.localhost"));
        until(() -> !Files.exists(problems(file)));

        Path empty = Files.createFile(deploy.resolve("nil.catalog.zip"));
        until(() -> has("nil", State.REFUSED));
    }

    @Test
    void aHeldHostIsRefusedUntilItsHolderGoes() throws IOException {
        Path first = drop("one.catalog.zip", Zips.shop("one", "shop.localhost"));
        until(() -> serves("shop.localhost"));
        Path second = drop("two.catalog.zip", Zips.shop("two", "shop.localhost"));
        until(() -> Files.exists(problems(second)));
        assertThat(has("two", State.REFUSED)).isTrue();
        assertThat(problems(second))
                .content()
                .contains("'shop.localhost' is held by the catalog 'one'")
                .contains("'two'");

        restart();
        assertThat(has("one", State.LIVE)).isTrue();
        assertThat(has("two", State.REFUSED)).isTrue();

        Files.delete(first);
        until(() -> has("two", State.LIVE));
        until(() -> !Files.exists(problems(second)));
    }

    @Test
    void oneIdInTwoFilesIsRefused() {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        Path folder = deploy.resolve("tack.catalog");
        Zips.folder(folder, Zips.shop("tack"));
        until(() -> Files.exists(problems(folder)));
        assertThat(problems(folder))
                .content()
                .contains("comes from tack.catalog.zip already")
                .contains("or tack.catalog,");
    }

    @Test
    void theNameOfTheFileIsTheId() {
        Path file = drop("saddle.catalog.zip", Zips.shop("tack"));
        until(() -> Files.exists(problems(file)));
        assertThat(problems(file)).content().contains("named for 'saddle'").contains("'id: tack'");
    }

    @Test
    void aContributorThatRefusesKeepsTheVersionFromGoingLive() {
        lifecycle.add(new CatalogContributor() {
            @Override
            public String name() {
                return "templates";
            }

            @Override
            public Prepared prepare(Preparation version) {
                throw new IllegalStateException("broken");
            }
        });
        Path file = drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> Files.exists(problems(file)));
        assertThat(problems(file)).content().contains("templates: this cannot be prepared");
        assertThat(serves("tack.localhost")).isFalse();
    }

    @Test
    void aCheckLeavesNothingBehind() throws IOException {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        Path elsewhere = temp.resolve("two.catalog.zip");
        Zips.zip(elsewhere, Zips.shop("two", "tack.localhost"));
        var report = lifecycle.check(elsewhere);
        assertThat(report.id()).isEqualTo("two");
        assertThat(report.products()).isEqualTo(2);
        assertThat(report.passed()).isFalse();
        assertThat(report.problems().get(0).toString())
                .startsWith("catalog.yaml:3: the host 'tack.localhost' is held by");
        try (var left = Files.list(temp.resolve("data/staging"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void whatDoesNotFitIntoMemoryIsTold() {
        contributorTrouble = "memory";
        Path file = drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> Files.exists(problems(file)));
        assertThat(problems(file)).content().contains("too large for the memory");
    }

    @Test
    void aVersionIsRetriedWhenTheDiskWasFullForAContributor() {
        contributorTrouble = "disk";
        Path file = drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> Files.exists(problems(file)));
        assertThat(problems(file))
                .content()
                .contains("free some disk space; the container retries when there is space");
        contributorTrouble = "";
        until(() -> serves("tack.localhost"));
        until(() -> !Files.exists(problems(file)));
    }

    @Test
    void aFileMayChangeItsIdAndKeepItsHosts() throws IOException {
        Map<String, String> files = Zips.shop("old", "shop.localhost");
        files.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nSouk-Catalog: old\n");
        drop("shop.jar", files);
        until(() -> serves("shop.localhost"));
        files.putAll(Zips.shop("fresh", "shop.localhost"));
        files.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nSouk-Catalog: fresh\n");
        contributorTrouble = "not today";
        Path file = drop("shop.jar", files);
        until(() -> Files.exists(problems(file)));
        Path thief = drop("thief.catalog.zip", Zips.shop("thief", "shop.localhost"));
        until(() -> Files.exists(problems(thief)));
        assertThat(problems(thief)).content().contains("held by the catalog 'old'");
        contributorTrouble = "";
        files.put("static/x", "x");
        drop("shop.jar", files);
        until(() -> has("fresh", State.LIVE));
        assertThat(serves("shop.localhost")).isTrue();
        until(() -> lifecycle.live().ids().equals(List.of(new org.souk.api.catalog.CatalogId("fresh"))));
        restart();
        assertThat(has("fresh", State.LIVE)).isTrue();
        assertThat(has("thief", State.REFUSED)).isTrue();
    }

    @Test
    void problemsAreWrittenWithoutLeavings() throws IOException {
        // a start deletes such files if their catalog was removed
        until(lifecycle::settled);
        Path file = deploy.resolve("x.catalog.zip");
        ProblemsFile.write(file, false, List.of());
        ProblemsFile.write(file, true, List.of());
        try (var all = Files.list(deploy)) {
            assertThat(all).containsExactly(problems(file));
        }
    }

    @Test
    void aCheckThatFailsIsAReportToo() {
        Path elsewhere = temp.resolve("two.catalog.zip");
        Zips.zip(elsewhere, Zips.shop("two"));
        contributorTrouble = "memory";
        drop("one.catalog.zip", Zips.shop("one"));
        until(() -> has("one", State.REFUSED));
        var report = lifecycle.check(elsewhere);
        assertThat(report.passed()).isFalse();
        assertThat(report.problems().get(0).toString()).contains("too large for the memory");
        assertThat(temp.resolve("data/checks")).isEmptyDirectory();
    }
}
