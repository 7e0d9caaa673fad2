package org.souk.deployer.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.api.catalog.CatalogChange.Refused;
import org.souk.api.catalog.CatalogStatus.State;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.state.SourceKey;

/** What operators do to bundles. */
class BundleChangesTest extends LifecycleFixture {
    @Test
    void theCatalogOfAnUninstalledBundleComesBackWhenItsFileChanges() {
        Path file = drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        String location = bundles.states.keySet().iterator().next();
        bundles.states.remove(location);
        lifecycle.bundleEvents().changed(location, true);
        until(() -> !serves("tack.localhost"));
        restart();
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
        lifecycle.bundleEvents().changed(location, true);
        until(() -> !serves("tack.localhost"));
        restart();
        assertThat(serves("tack.localhost")).isFalse();
        assertThat(status("tack").state()).isEqualTo(State.STOPPED);
        assertThat(status("tack").hosts()).containsExactly("tack.localhost");
        assertThat(lifecycle.status(TACK)).contains(status("tack"));
        assertThat(lifecycle.commands().park(TACK))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains("bundle:start"));
        bundles.states.put(location, Bundles.State.ACTIVE);
        lifecycle.bundleEvents().changed(location, true);
        until(() -> serves("tack.localhost"));
        assertThat(status("tack").state()).isEqualTo(State.LIVE);
    }

    @Test
    void aBundleThatDoesNotStartIsRefused() {
        bundles.refusal = "it needs the Java package foo.bar, which this container does not have";
        Path file = drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> Files.exists(problems(file)));
        assertThat(problems(file)).content().contains("foo.bar");
        until(() -> bundles.states.isEmpty());
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
        lifecycle.bundleEvents().changed(location, true);
        until(() -> serves("b.localhost"));
        assertThat(bundles.states).containsOnlyKeys(location);
        restart();
        assertThat(serves("b.localhost")).isTrue();
    }

    private static Map<String, String> withJava(int number) {
        Map<String, String> files = Zips.shop("tack");
        files.merge("catalog.yaml", "version: \"1." + number + "\"\n", String::concat);
        files.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nBundle-SymbolicName: tack\nSouk-Catalog: tack\n");
        files.put("org/tack/Rule.class", "code " + number);
        return files;
    }

    private void update(String location, boolean own, Map<String, String> files) {
        Path content = temp.resolve("content" + bundles.versions.getOrDefault(location, 0));
        Zips.folder(content, files);
        bundles.foreign.put(location, content);
        bundles.versions.merge(location, 1, Integer::sum);
        bundles.states.put(location, Bundles.State.ACTIVE);
        lifecycle.bundleEvents().changed(location, own);
    }

    private static Map<String, String> broken(Map<String, String> files) {
        files.put("products.csv", "Handle,Title,Variant Price\nmug,Mug,-3\n");
        return files;
    }

    @Test
    void aRefusedUpdateInPlaceRunsItsJavaAtNoLaterStart() {
        drop("tack.jar", withJava(1));
        until(() -> serves("tack.localhost"));
        String location = bundles.states.keySet().iterator().next();
        update(location, true, broken(withJava(2)));
        until(() -> status("tack").refused().isPresent());
        restart();
        assertThat(versionAt("tack.localhost")).isEqualTo("1.1");
        assertThat(bundles.asTheyCame).hasSize(2);
        assertThat(bundles.states).hasSize(1).doesNotContainKey(location);
        assertThat(status("tack").refused().orElseThrow().version()).isEqualTo("1.2");
        restart();
        assertThat(versionAt("tack.localhost")).isEqualTo("1.1");
        assertThat(bundles.asTheyCame).hasSize(2);
        assertThat(status("tack").refused()).isPresent();
        drop("tack.jar", withJava(3));
        until(() -> versionAt("tack.localhost").equals("1.3"));
        until(() -> status("tack").refused().isEmpty());
    }

    private void state(String location, boolean own, Bundles.State state) {
        bundles.states.put(location, state);
        lifecycle.bundleEvents().changed(location, own);
    }

    @ParameterizedTest(name = "made here: {0}")
    @DisplayName(
            "A bundle whose update was refused is off while it is stopped, and a start puts the version before back")
    @ValueSource(booleans = {true, false})
    void aStartAfterARefusedUpdatePutsTheShopBack(boolean own) {
        if (own) {
            drop("tack.jar", withJava(1));
        } else {
            update("mvn:a/b/1", false, withJava(1));
        }
        until(() -> serves("tack.localhost"));
        String location = bundles.states.keySet().iterator().next();
        update(location, own, broken(withJava(2)));
        until(() -> status("tack").refused().isPresent());
        int reads = bundles.reads.get();
        bundles.refreshed.clear();
        for (int i = 1; i <= 2; i++) {
            state(location, own, Bundles.State.INACTIVE);
            until(() -> !serves("tack.localhost"));
            state(location, own, Bundles.State.ACTIVE);
            until(() -> serves("tack.localhost"));
        }
        assertThat(versionAt("tack.localhost")).isEqualTo("1.1");
        assertThat(status("tack").state()).isEqualTo(State.LIVE);
        assertThat(bundles.reads).as("it is known").hasValue(reads);
        assertThat(bundles.refreshed).as("nothing of the refused Java is taken").isEmpty();
        restart();
        assertThat(versionAt("tack.localhost")).isEqualTo("1.1");
    }

    @Test
    @DisplayName("So does a start that brings the refused update")
    void aStartWithARefusedUpdatePutsTheShopBack() {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        String location = bundles.states.keySet().iterator().next();
        state(location, true, Bundles.State.INACTIVE);
        until(() -> !serves("tack.localhost"));
        restart();
        update(location, true, broken(withJava(2)));
        until(() -> serves("tack.localhost"));
        assertThat(status("tack").refused()).isPresent();
    }

    @Test
    void anOperatorsBundleThatWasRefusedIsShownAfterARestartWithoutBeingReadAgain() {
        update("mvn:a/b/1", false, broken(withJava(1)));
        until(() -> has("tack", State.REFUSED));
        Instant at = status("tack").since();
        int reads = bundles.reads.get();
        restart();
        assertThat(status("tack").since()).isEqualTo(at);
        lifecycle.bundleEvents().changed("mvn:a/b/1", false);
        // queued behind it
        update("mvn:a/b/1", false, withJava(2));
        until(() -> serves("tack.localhost"));
        assertThat(bundles.reads).hasValue(reads + 1);
        until(() -> status("tack").refused().isEmpty());
        restart();
        assertThat(status("tack").refused()).isEmpty();
    }

    @Test
    void anOperatorsBundleThatWasRemovedMeanwhileIsNotShown() {
        update("mvn:a/b/1", false, broken(withJava(1)));
        until(() -> has("tack", State.REFUSED));
        lifecycle.close();
        bundles.states.clear();
        bundles.foreign.clear();
        restart();
        assertThat(lifecycle.statuses()).isEmpty();
        assertThat(temp.resolve("data/refusals")).isEmptyDirectory();
    }

    @Test
    void anOperatorsBundleWaitsForAHostToo() throws IOException {
        Path holder = drop("one.catalog.zip", Zips.shop("one", "tack.localhost"));
        until(() -> serves("tack.localhost"));
        update("mvn:a/b/1", false, withJava(1));
        until(() -> has("tack", State.REFUSED));
        restart();
        until(() -> has("tack", State.REFUSED));
        Files.delete(holder);
        until(() -> has("tack", State.LIVE));
    }

    @Test
    void anOperatorsBundleWaitsForADiskToo() {
        until(lifecycle::settled);
        bundles.readTrouble = "No space left on device";
        update("mvn:a/b/1", false, withJava(1));
        String source = SourceKey.ofBundle("mvn:a/b/1");
        until(() -> has(source, State.REFUSED));
        assertThat(status(source).problems().get(0).message())
                .contains("disk space")
                .contains("the container retries when there is space");
        bundles.readTrouble = "";
        until(() -> serves("tack.localhost"));
        assertThat(lifecycle.statuses()).hasSize(1);
    }

    @Test
    void aRefusedUpdateOfAnOperatorsBundleRunsItsJavaAtNoLaterStart() {
        String location = "mvn:a/b/1";
        update(location, false, withJava(1));
        until(() -> serves("tack.localhost"));
        update(location, false, broken(withJava(2)));
        until(() -> status("tack").refused().isPresent());
        for (int start = 1; start <= 2; start++) {
            restart();
            assertThat(versionAt("tack.localhost")).isEqualTo("1.1");
            assertThat(bundles.asTheyCame).containsExactly("tack");
            assertThat(bundles.states).hasSize(2).containsKey(location);
            until(() -> status("tack").refused().isPresent());
        }
        String own = bundles.states.keySet().stream()
                .filter(one -> !one.equals(location))
                .findFirst()
                .orElseThrow();
        bundles.states.remove(own);
        lifecycle.bundleEvents().changed(own, true);
        until(() -> !serves("tack.localhost"));
        restart();
        assertThat(serves("tack.localhost")).isFalse();
        update(location, false, withJava(3));
        until(() -> serves("tack.localhost") && versionAt("tack.localhost").equals("1.3"));
        until(() -> bundles.states.keySet().equals(java.util.Set.of(location)));
        bundles.states.remove(location);
        lifecycle.bundleEvents().changed(location, false);
        until(() -> !serves("tack.localhost"));
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
        until(lifecycle::settled);
        lifecycle.bundleEvents().changed("mvn:a/b/1", false);
        until(() -> serves("guest.localhost") && serves("h.localhost"));
        bundles.states.remove("mvn:a/b/1");
        lifecycle.bundleEvents().changed("mvn:a/b/1", false);
        until(() -> !serves("guest.localhost"));
    }

    @Test
    void aRestoredShopWaitsForTheServicesThatItsBundleAnnounces() {
        Path content = temp.resolve("content");
        Map<String, String> files = Zips.shop("guest");
        files.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nSouk-Catalog: guest\n");
        Zips.folder(content, files);
        bundles.foreign.put("mvn:a/b/1", content);
        bundles.states.put("mvn:a/b/1", Bundles.State.ACTIVE);
        lifecycle.bundleEvents().changed("mvn:a/b/1", false);
        until(() -> serves("guest.localhost"));
        bundles.states.put("mvn:a/b/1", Bundles.State.INACTIVE);
        bundles.lacking.add("mvn:a/b/1");
        lifecycle.close();
        // the framework has not started it yet; no operator stopped it
        bundles.pending.add("mvn:a/b/1");
        lifecycle = fresh();
        until(lifecycle::settled);
        assertThat(serves("guest.localhost")).isFalse();
        bundles.states.put("mvn:a/b/1", Bundles.State.ACTIVE);
        bundles.lacking.clear();
        lifecycle.bundleEvents().changed("mvn:a/b/1", false);
        until(() -> serves("guest.localhost"));
        assertThat(bundles.refreshed).contains("mvn:a/b/1");
    }

    @Test
    void anIdThatAnotherFileBroughtSinceIsThatOnes() throws IOException {
        Path first = drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        String location = bundles.states.keySet().iterator().next();
        bundles.states.remove(location);
        lifecycle.bundleEvents().changed(location, true);
        until(() -> !serves("tack.localhost"));
        Path folder = deploy.resolve("tack.catalog");
        Zips.folder(folder, Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        Files.delete(first);
        Path later = drop("later.catalog.zip", Zips.shop("later", "tack.localhost"));
        until(() -> Files.exists(problems(later)));
        restart();
        assertThat(has("tack", State.LIVE)).isTrue();
    }
}
