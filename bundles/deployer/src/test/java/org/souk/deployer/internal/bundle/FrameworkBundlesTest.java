package org.souk.deployer.internal.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

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
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private final Bundles bundles =
            new FrameworkBundles(answering(BundleContext.class, (method, arguments) -> bundle((String) arguments[0])));

    @Test
    void onlyWhatWasMadeHereIsRemoved() {
        bundles.remove("file:/opt/own.jar");
        bundles.remove("mvn:a/b/1");
        assertThat(uninstalled).isEmpty();
        bundles.remove("souk-catalog:tack/1");
        bundles.removeUsurper("file:/deploy/tack.jar");
        assertThat(uninstalled).containsExactly("souk-catalog:tack/1", "file:/deploy/tack.jar");
    }
}
