package org.souk.deployer.internal.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogListener;
import org.souk.api.catalog.CatalogPart;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.CatalogStatus.State;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.host.Host;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.read.Limits;

class LifeTest {
    private static final Arrivals.Quiet QUICK = new Arrivals.Quiet(
            Duration.ofMillis(20), Duration.ofMillis(60), Duration.ofMillis(250), Duration.ofMillis(30));

    @TempDir
    Path temp;

    private Path deploy;
    private final FakeBundles bundles = new FakeBundles();
    private final List<String> news = Collections.synchronizedList(new ArrayList<>());
    private Life life;

    @BeforeEach
    void start() throws IOException {
        deploy = Files.createDirectories(temp.resolve("deploy")).toRealPath();
        life = fresh();
    }

    @AfterEach
    void stop() {
        life.close();
    }

    private Life fresh() {
        Life made = new Life(
                new Settings(deploy, temp.resolve("data"), true, Limits.DEFAULT), bundles, Clock.systemUTC(), QUICK);
        made.add(new CatalogListener() {
            @Override
            public void live(LiveCatalog live) {
                news.add("live " + live.catalog().id());
            }

            @Override
            public void gone(CatalogId id) {
                news.add("gone " + id);
            }
        });
        made.add(new CatalogPart() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public Prepared prepare(Catalog catalog, CatalogFiles files) {
                return new Prepared.Ready("share of " + catalog.id(), List.of());
            }
        });
        return made;
    }

    private void restart() {
        life.close();
        life = fresh();
        until(life::settled);
    }

    private Path drop(String name, Map<String, String> files) {
        Path path = deploy.resolve(name);
        Zips.zip(path, files);
        life.poke(path);
        return path;
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private boolean serves(String host) {
        return life.live()
                .at(Host.parse(host), null)
                .map(lease -> {
                    lease.close();
                    return true;
                })
                .orElse(false);
    }

    private String versionAt(String host) {
        try (var lease = life.live().at(Host.parse(host), null).orElseThrow()) {
            return lease.live().catalog().version();
        }
    }

    private CatalogStatus status(String id) {
        return life.statuses().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private boolean has(String id, State state) {
        return life.statuses().stream().anyMatch(s -> s.id().equals(id) && s.state() == state);
    }

    private Path problems(Path artifact) {
        return artifact.resolveSibling(artifact.getFileName() + ".problems.txt");
    }

    @Test
    void aDropGoesLiveAnUpdateTakesItsPlaceARemovalTakesItDown() throws IOException {
        Path file = drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        String first = versionAt("tack.localhost");
        assertThat(status("tack").products()).isEqualTo(2);

        Map<String, String> next = Zips.shop("tack", "tack.localhost", "other.localhost");
        drop("tack.catalog.zip", next);
        until(() -> serves("other.localhost"));
        assertThat(versionAt("tack.localhost")).isNotEqualTo(first);
        until(() -> bundles.states.size() == 1);

        Files.delete(file);
        life.poke(file);
        until(() -> !serves("tack.localhost"));
        until(() -> bundles.states.isEmpty());
        until(() -> news.equals(List.of("live tack", "live tack", "gone tack")));
        until(() -> !Files.exists(temp.resolve("data/catalogs/tack")));
    }

    @Test
    void aFolderIsAShopToo() {
        Path folder = deploy.resolve("tack.catalog");
        Zips.folder(folder, Zips.shop("tack"));
        life.poke(folder);
        until(() -> serves("tack.localhost"));
    }

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

    @Test
    void damagedArchivesAreRefusedWhenTheyGrowNoMore() throws IOException {
        Path whole = temp.resolve("whole.zip");
        Zips.zip(whole, Zips.shop("tack"));
        byte[] bytes = Files.readAllBytes(whole);
        Path file = deploy.resolve("tack.catalog.zip");
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        life.poke(file);
        until(() -> has("tack", State.REFUSED));
        assertThat(problems(file)).content().contains("damaged or was not copied to its end");
        Files.write(file, bytes);
        life.poke(file);
        until(() -> serves("tack.localhost"));
        until(() -> !Files.exists(problems(file)));

        Path empty = Files.createFile(deploy.resolve("nil.catalog.zip"));
        life.poke(empty);
        until(() -> has("nil", State.REFUSED));
    }

    @Test
    void aHeldHostIsRefusedUntilItsHolderGoes() throws IOException {
        Path first = drop("one.catalog.zip", Zips.shop("one", "shop.localhost"));
        until(() -> serves("shop.localhost"));
        Path second = drop("two.catalog.zip", Zips.shop("two", "shop.localhost"));
        until(() -> has("two", State.REFUSED));
        assertThat(problems(second))
                .content()
                .contains("'shop.localhost' is held by the catalog 'one'")
                .contains("'two'");

        restart();
        assertThat(has("one", State.LIVE)).isTrue();
        assertThat(has("two", State.REFUSED)).isTrue();

        Files.delete(first);
        life.poke(first);
        until(() -> has("two", State.LIVE));
        until(() -> !Files.exists(problems(second)));
    }

    @Test
    void oneIdInTwoFilesIsRefused() {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        Path folder = deploy.resolve("tack.catalog");
        Zips.folder(folder, Zips.shop("tack"));
        life.poke(folder);
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
    void whatHappenedWhileItWasDownIsDoneAtTheStart() throws IOException {
        Path gone = drop("gone.catalog.zip", Zips.shop("gone"));
        drop("stays.catalog.zip", Zips.shop("stays"));
        Path changed = drop("changed.catalog.zip", Zips.shop("changed"));
        until(() -> life.statuses().size() == 3);
        life.close();
        Files.delete(gone);
        Zips.zip(changed, Zips.shop("changed", "new.localhost"));
        Zips.zip(deploy.resolve("fresh.catalog.zip"), Zips.shop("fresh"));
        life = fresh();
        until(life::settled);
        assertThat(life.live().ids()).extracting(CatalogId::value).containsExactly("changed", "fresh", "stays");
        assertThat(serves("new.localhost")).isTrue();
        assertThat(bundles.states).hasSize(3);
    }

    @Test
    void whatAKillLeftBehindIsClearedAway() throws IOException {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        life.close();
        Path staged = temp.resolve("data/staging/7/files/half");
        Path orphan = temp.resolve("data/catalogs/tack/0000-dead/catalog.yaml");
        Path never = temp.resolve("data/catalogs/never/1111-dead/catalog.yaml");
        for (Path file : List.of(staged, orphan, never, temp.resolve("data/catalogs/tack/state.new"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x");
        }
        bundles.states.put(Bundles.SCHEME + "tack/0000-dead", Bundles.State.ACTIVE);
        life = fresh();
        until(life::settled);
        assertThat(serves("tack.localhost")).isTrue();
        assertThat(List.of(staged, orphan, never)).noneMatch(Files::exists);
        assertThat(bundles.states).hasSize(1);
    }

    @Test
    void whatCannotBeRestoredIsReadAnewFromItsFile() throws IOException {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        life.close();
        try (var all = Files.walk(temp.resolve("data/catalogs/tack"))) {
            for (Path file : all.filter(f -> f.endsWith("catalog.yaml")).toList()) {
                Files.delete(file);
            }
        }
        life = fresh();
        until(life::settled);
        assertThat(serves("tack.localhost")).isTrue();
    }

    @Test
    void anUpdateTakesOverAHostFromAShopThatIsRemovedWithIt() throws IOException {
        Path old = drop("old.catalog.zip", Zips.shop("old", "shop.localhost"));
        drop("heir.catalog.zip", Zips.shop("heir"));
        until(() -> serves("shop.localhost") && serves("heir.localhost"));
        drop("heir.catalog.zip", Zips.shop("heir", "heir.localhost", "shop.localhost"));
        Files.delete(old);
        life.poke(old);
        until(() -> status("heir").hosts().contains("shop.localhost"));
        until(() -> life.live()
                .at(Host.parse("shop.localhost"), null)
                .map(lease -> {
                    try (lease) {
                        return lease.live().catalog().id().value().equals("heir");
                    }
                })
                .orElse(false));
    }

    @Test
    void aNewPartIsPreparedForAllThatIsLive() {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        life.add(new CatalogPart() {
            @Override
            public String name() {
                return "numbers";
            }

            @Override
            public Prepared prepare(Catalog catalog, CatalogFiles files) {
                return new Prepared.Ready(42, List.of());
            }
        });
        until(() -> {
            try (var lease = life.live().withId(new CatalogId("tack")).orElseThrow()) {
                return lease.live().share(Integer.class).isPresent()
                        && lease.live().share(String.class).isPresent();
            }
        });
    }

    @Test
    void aPartThatRefusesKeepsTheVersionOut() {
        life.add(new CatalogPart() {
            @Override
            public String name() {
                return "templates";
            }

            @Override
            public Prepared prepare(Catalog catalog, CatalogFiles files) {
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
        var report = life.check(elsewhere);
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
    void anUninstalledBundleStaysAwayUntilItsFileChanges() {
        Path file = drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        String location = bundles.states.keySet().iterator().next();
        bundles.states.remove(location);
        life.bundleChanged(location, true);
        until(() -> !serves("tack.localhost"));
        restart();
        life.poke(file);
        restart();
        assertThat(serves("tack.localhost")).isFalse();
        drop("tack.catalog.zip", Zips.shop("tack", "tack.localhost", "b.localhost"));
        until(() -> serves("b.localhost"));
    }

    @Test
    void aStoppedBundleTakesItsShopOffAndAStartPutsItBack() {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        String location = bundles.states.keySet().iterator().next();
        bundles.states.put(location, Bundles.State.INACTIVE);
        life.bundleChanged(location, true);
        until(() -> !serves("tack.localhost"));
        restart();
        assertThat(serves("tack.localhost")).isFalse();
        bundles.states.put(location, Bundles.State.ACTIVE);
        life.bundleChanged(location, true);
        until(() -> serves("tack.localhost"));
    }

    @Test
    void aLeaseKeepsItsVersionWhole() throws IOException {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        try (var lease = life.live().at(Host.parse("tack.localhost"), null).orElseThrow()) {
            drop("tack.catalog.zip", Zips.shop("tack", "tack.localhost", "b.localhost"));
            until(() -> serves("b.localhost"));
            assertThat(bundles.states).hasSize(2);
            assertThat(lease.live().files().open("catalog.yaml")).isPresent();
            assertThat(lease.live().share(String.class)).contains("share of tack");
        }
        until(() -> bundles.states.size() == 1);
    }

    @Test
    void aBundleThatDoesNotStartIsRefused() {
        bundles.refusal = "it needs the Java package foo.bar, which this container has not";
        Path file = drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> Files.exists(problems(file)));
        assertThat(problems(file)).content().contains("foo.bar");
        assertThat(bundles.states).isEmpty();
    }

    @Test
    void aBundleThatIsUpdatedInItsPlaceBringsTheNewVersion() {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        String location = bundles.states.keySet().iterator().next();
        Path content = temp.resolve("content");
        Map<String, String> files = Zips.shop("tack", "tack.localhost", "b.localhost");
        files.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nSouk-Catalog: tack\n");
        Zips.folder(content, files);
        bundles.foreign.put(location, content);
        bundles.versions.put(location, 1);
        life.bundleChanged(location, true);
        until(() -> serves("b.localhost"));
        assertThat(bundles.states).containsOnlyKeys(location);
        restart();
        assertThat(serves("b.localhost")).isTrue();
    }

    @Test
    void aBundleInstalledByOthersIsAShop() {
        Path content = temp.resolve("content");
        Map<String, String> files = Zips.shop("guest");
        files.put(
                "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\nSouk-Catalog: guest\nWeb-VirtualHosts: h.localhost@x\n");
        Zips.folder(content, files);
        bundles.foreign.put("mvn:a/b/1", content);
        bundles.states.put("mvn:a/b/1", Bundles.State.ACTIVE);
        until(life::settled);
        life.bundleChanged("mvn:a/b/1", false);
        until(() -> serves("guest.localhost") && serves("h.localhost"));
        bundles.states.remove("mvn:a/b/1");
        life.bundleChanged("mvn:a/b/1", false);
        until(() -> !serves("guest.localhost"));
    }
}
