package org.souk.edge.internal;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Servlet;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.souk.itests.Await;
import org.souk.itests.Stubs;

class TrackedBackEndsTest {
    /** From the removal of the old back end until the new one is registered. */
    private static final Duration UPDATE = Duration.ofMillis(500);

    private final Registry registry = new Registry();
    private final TrackedBackEnds backEnds = new TrackedBackEnds(registry.context(), "shop");

    @Test
    @Timeout(60)
    @DisplayName(
            "a request waits while another outlasts its time in the old back end, and then until the new one is there")
    void waitsForTheOldAndTheNew() throws Exception {
        backEnds.open();
        registry.fire(ServiceEvent.REGISTERED, registry.first);
        assertThat(backEnds.lease()).isPresent();
        CompletableFuture<Void> replaced = CompletableFuture.runAsync(
                        () -> registry.fire(ServiceEvent.UNREGISTERING, registry.first))
                .thenRunAsync(
                        () -> registry.fire(ServiceEvent.REGISTERED, registry.second),
                        CompletableFuture.delayedExecutor(UPDATE.toMillis(), TimeUnit.MILLISECONDS));
        Await.until(() -> backEnds.size() == 0);
        Optional<BackEnd> lease = backEnds.lease();
        replaced.get();
        assertThat(lease).map(BackEnd::servlet).contains(registry.servlet);
    }

    @Test
    @Timeout(20)
    @DisplayName("a servlet that is registered but cannot be created at first is got by a request that waits for it")
    void createdLater() throws Exception {
        backEnds.open();
        registry.failures.set(3);
        registry.fire(ServiceEvent.REGISTERED, registry.first);
        assertThat(backEnds.lease()).map(BackEnd::servlet).contains(registry.servlet);
        assertThat(registry.failures).hasValue(0);
    }

    @Test
    @Timeout(3)
    @DisplayName("while the container stops, no request waits for a back end")
    void stopping() throws Exception {
        backEnds.open();
        registry.frameworkState = Bundle.STOPPING;
        assertThat(backEnds.lease()).isEmpty();
    }

    /** A service registry with two back ends, whose events the test sends. */
    private static final class Registry {
        final Servlet servlet = new EdgeServlet(Optional::empty);
        final ServiceReference<?> first = reference(1);
        final ServiceReference<?> second = reference(2);
        /** How often the registry still cannot create the servlet. */
        final AtomicInteger failures = new AtomicInteger();

        private volatile @Nullable ServiceListener listener;
        private volatile int frameworkState = Bundle.ACTIVE;

        void fire(int type, ServiceReference<?> reference) {
            ServiceListener known = listener;
            if (known != null) {
                known.serviceChanged(new ServiceEvent(type, reference));
            }
        }

        BundleContext context() {
            return (BundleContext) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {BundleContext.class},
                    (proxy, called, arguments) -> switch (called.getName()) {
                        case "addServiceListener" -> {
                            listener = (ServiceListener) arguments[0];
                            yield null;
                        }
                        case "getService" -> failures.get() > 0 && failures.getAndDecrement() > 0 ? null : servlet;
                        case "ungetService" -> true;
                        case "getBundle" ->
                            Stubs.of(Bundle.class, (state, none) -> state.equals("getState") ? frameworkState : null);
                        default -> null;
                    });
        }

        private static ServiceReference<?> reference(long id) {
            return (ServiceReference<?>) Proxy.newProxyInstance(
                    Registry.class.getClassLoader(),
                    new Class<?>[] {ServiceReference.class},
                    (proxy, called, arguments) -> switch (called.getName()) {
                        case "hashCode" -> Long.hashCode(id);
                        case "equals" -> proxy == arguments[0];
                        case "toString" -> "service " + id;
                        case "getProperty" -> "service.id".equals(arguments[0]) ? (Object) id : null;
                        default -> null;
                    });
        }
    }
}
