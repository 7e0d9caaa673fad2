package org.souk.deployer.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.api.catalog.CatalogStatus.State;
import org.souk.deployer.internal.Zips;

/** Catalogs that bring Java, where that is allowed and where it is denied. */
class JavaTest extends LifecycleFixture {
    private Path jar(String headers, String... more) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\nSouk-Catalog: tack\nBundle-SymbolicName: tack\n" + headers);
        files.putAll(Zips.shop("tack"));
        for (String name : more) {
            files.put(name, "x");
        }
        return drop("tack.jar", files);
    }

    @Test
    void aJarWithoutJavaIsNotInstalledAsItCame() {
        jar("", "OSGI-INF/blueprint/run.xml");
        until(() -> serves("tack.localhost"));
        assertThat(bundles.asTheyCame).isEmpty();
    }

    @Test
    void aJarWithJavaIs() {
        jar("", "org/x/Pay.class");
        until(() -> serves("tack.localhost"));
        assertThat(bundles.asTheyCame).containsExactly("tack");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bundle-Activator: x.Y",
                "bundle-classpath: x.bin",
                "Service-Component: OSGI-INF/x.xml",
                "Import-Package: java.util",
                "DynamicImport-Package: *",
                "Require-Bundle: org.souk.api"
            })
    void aHeaderThatLoadsClassesIsJava(String header) {
        lifecycle.allowJava(false);
        Path file = jar(header + "\n", "x.bin");
        until(() -> Files.exists(problems(file)));
        assertThat(problems(file)).content().contains("(SOUK_CATALOG_JAVA)");
        assertThat(lifecycle.check(file).passed()).isFalse();
        until(() -> bundles.states.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"META-INF/x/Y.class", "OSGI-INF/Y.CLASS", "META-INF/inner.Jar", "__MACOSX/Y.class"})
    void classesAreJavaWhereverTheyLie(String name) {
        lifecycle.allowJava(false);
        Path file = jar("", name);
        until(() -> Files.exists(problems(file)));
        assertThat(problems(file)).content().contains("(SOUK_CATALOG_JAVA)");
        until(() -> bundles.states.isEmpty());
    }

    @Test
    void whatBroughtJavaIsNotRestoredWhereThatIsDeniedNow() {
        jar("", "org/x/Pay.class");
        drop("plain.catalog.zip", Zips.shop("plain"));
        until(() -> serves("tack.localhost") && serves("plain.localhost"));
        javaAllowed = false;
        restart();
        assertThat(serves("plain.localhost")).isTrue();
        assertThat(serves("tack.localhost")).isFalse();
        assertThat(has("tack", State.REFUSED)).isTrue();
        until(() -> bundles.states.size() == 1);
        javaAllowed = true;
        restart();
        assertThat(serves("tack.localhost")).isTrue();
    }
}
