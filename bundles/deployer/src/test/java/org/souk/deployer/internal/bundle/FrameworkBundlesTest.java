package org.souk.deployer.internal.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.souk.api.catalog.Catalog;
import org.souk.deployer.internal.MemoryFiles;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.read.CatalogReader;
import org.souk.deployer.internal.read.SourceMetadata;

/** Over a framework that only knows where bundles are. */
class FrameworkBundlesTest {
    private final List<String> uninstalled = new ArrayList<>();

    @SuppressWarnings("unchecked")
    private static <T> T answering(Class<T> type, java.util.function.BiFunction<String, Object[], Object> answer) {
        return (T) Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.apply(method.getName(), arguments));
    }

    private Bundle bundle(String location) {
        Dictionary<String, String> headers = new Hashtable<>(Map.of("Souk-Catalog", "tack"));
        return answering(Bundle.class, (method, arguments) -> switch (method) {
            case "getLocation" -> location;
            case "getHeaders" -> headers;
            case "uninstall" -> uninstalled.add(location) ? null : null;
            case "getState" -> Bundle.RESOLVED;
            case "getBundleId", "getLastModified" -> 7L;
            case "adapt" -> arguments[0] == BundleRevision.class ? revision() : failing();
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private final Bundles bundles =
            new FrameworkBundles(answering(BundleContext.class, (method, arguments) -> switch (method) {
                case "getBundle", "installBundle" -> bundle(arguments == null ? "self" : (String) arguments[0]);
                default -> null;
            }));

    private static Object failing() {
        throw new IllegalStateException("a hook fails");
    }

    private static BundleRevision revision() {
        BundleCapability announced = answering(
                BundleCapability.class, (method, arguments) -> Map.of("objectClass", List.of("org.souk.api.spi.X")));
        return answering(BundleRevision.class, (method, arguments) -> List.of(announced));
    }

    @Test
    void whatFailsAfterItWasInstalledIsUninstalled() {
        Catalog catalog = new CatalogReader(Limits.DEFAULT)
                .read(
                        new MemoryFiles(Zips.shop("tack")),
                        new SourceMetadata("1", List.of(), "d", false),
                        new Problems())
                .catalogOrNull();
        assertThatThrownBy(() -> bundles.data(catalog, "1"))
                .isInstanceOf(BundleRefusedException.class)
                .hasMessageContaining("a hook fails");
        assertThat(uninstalled).containsExactly("souk-catalog:tack/1");
    }

    @Test
    void aBundleThatIsNotUpYetLacksWhatItAnnounces() throws BundleRefusedException {
        assertThat(bundles.existing("mvn:a/b/1", false).orElseThrow().complete())
                .isFalse();
    }

    @Test
    void onlyWhatWasMadeHereIsRemoved() {
        bundles.remove("file:/opt/own.jar");
        bundles.remove("mvn:a/b/1");
        assertThat(uninstalled).isEmpty();
        bundles.remove("souk-catalog:tack/1");
        bundles.removeForeign("file:/deploy/tack.jar");
        assertThat(uninstalled).containsExactly("souk-catalog:tack/1", "file:/deploy/tack.jar");
    }
}
