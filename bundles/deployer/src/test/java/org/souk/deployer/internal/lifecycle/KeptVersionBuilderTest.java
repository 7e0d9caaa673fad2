package org.souk.deployer.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.api.catalog.CatalogStatus.State;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.bundle.Bundles;

class KeptVersionBuilderTest extends LifecycleFixture {
    @ParameterizedTest(name = "{0}")
    @DisplayName("A bundle that was made for a version that cannot be served after all does not stay")
    @ValueSource(strings = {"it is late", "disk", "throw", "memory"})
    void noBundleIsLeft(String trouble) {
        String location = "mvn:a/b/1";
        Map<String, String> files = Zips.shop("tack");
        files.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nSouk-Catalog: tack\n");
        bring(location, files);
        until(() -> serves("tack.localhost"));
        files.put("products.csv", "Handle,Title,Variant Price\nmug,Mug,-3\n");
        bring(location, files);
        until(() -> status("tack").refused().isPresent());
        contributorTrouble = trouble;
        restart();
        assertThat(has("tack", State.REFUSED)).isTrue();
        assertThat(bundles.states).containsOnlyKeys(location);
        contributorTrouble = "";
        restart();
        assertThat(serves("tack.localhost")).isTrue();
        assertThat(bundles.states).hasSize(2);
    }

    private void bring(String location, Map<String, String> files) {
        Path content = temp.resolve("content" + bundles.versions.getOrDefault(location, 0));
        Zips.folder(content, files);
        bundles.foreign.put(location, content);
        bundles.versions.merge(location, 1, Integer::sum);
        bundles.states.put(location, Bundles.State.ACTIVE);
        lifecycle.bundleEvents().changed(location, false);
    }
}
