package org.souk.deployer.internal.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** Over a framework that exports one package, and whose bundle fails to start a number of times. */
class BundleResolverTest {
    private int starts;

    @Test
    void aPackageThatIsThereIsNotMissing() throws BundleException {
        new BundleResolver(framework()).start(failing(2, "org.souk.api.money"));
        assertThat(starts).isEqualTo(3);
    }

    @Test
    void oneThatIsNotThereIsToldAtOnce() {
        assertThatThrownBy(() -> new BundleResolver(framework()).start(failing(9, "com.example.absent")))
                .isInstanceOfSatisfying(BundleException.class, e -> assertThat(BundleResolver.missing(e))
                        .contains("com.example.absent"));
        assertThat(starts).isEqualTo(1);
    }

    @Test
    void itEndsWhenTheFrameworkInsists() {
        assertThatThrownBy(() -> new BundleResolver(framework()).start(failing(99, "org.souk.api.money")))
                .isInstanceOf(BundleException.class);
        assertThat(starts).isEqualTo(5);
    }

    private Bundle failing(int times, String name) {
        return fake(Bundle.class, (method, arguments) -> {
            if (method.equals("start") && arguments != null && starts++ < times) {
                throw new Failed(new BundleException("missing requirement (osgi.wiring.package=" + name + ")"));
            }
            return method.equals("getBundleId") ? 7L : null;
        });
    }

    private static BundleContext framework() {
        BundleCapability money = fake(
                BundleCapability.class, (method, arguments) -> Map.of("osgi.wiring.package", "org.souk.api.money"));
        BundleWiring exports = fake(BundleWiring.class, (method, arguments) -> List.of(money));
        FrameworkWiring resolver = fake(FrameworkWiring.class, (method, arguments) -> false);
        Bundle system =
                fake(Bundle.class, (method, arguments) -> arguments[0] == FrameworkWiring.class ? resolver : exports);
        return fake(
                BundleContext.class,
                (method, arguments) -> method.equals("getBundles") ? new Bundle[] {system} : system);
    }

    /** Carries a checked one out of a function. */
    private static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(BundleException cause) {
            super(cause);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T fake(Class<T> type, BiFunction<String, Object[], Object> answer) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            try {
                return answer.apply(method.getName(), arguments);
            } catch (Failed e) {
                throw e.getCause();
            }
        });
    }
}
