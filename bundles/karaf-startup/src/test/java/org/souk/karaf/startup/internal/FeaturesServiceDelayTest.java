package org.souk.karaf.startup.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.souk.itests.Await;

/** Who is kept waiting, and until when: a framework is told of by hand. */
class FeaturesServiceDelayTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final ServiceReference<?> HANDLER = fake(ServiceReference.class, (name, arguments) -> null);

    private boolean understood;
    private @Nullable ServiceListener services;
    private @Nullable SynchronousBundleListener bundles;

    private interface Answer {
        @Nullable
        Object to(String method, Object[] arguments);
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
    }

    private FeaturesServiceDelay once(Duration patience) throws Exception {
        FeaturesServiceDelay once = new FeaturesServiceDelay(patience);
        once.start(fake(BundleContext.class, (name, arguments) -> switch (name) {
            case "addServiceListener" -> {
                assertThat(arguments[1]).isEqualTo(FeaturesServiceDelay.MVN);
                services = (ServiceListener) arguments[0];
                yield null;
            }
            case "getServiceReferences" -> understood ? new ServiceReference<?>[] {HANDLER} : null;
            case "addBundleListener" -> {
                bundles = (SynchronousBundleListener) arguments[0];
                yield null;
            }
            default -> throw new UnsupportedOperationException(name);
        }));
        return once;
    }

    /** The framework tells, as it does, on the thread that starts the bundle. */
    private Thread starting(String bundle) {
        return told(BundleEvent.STARTING, bundle);
    }

    private Thread told(int type, String bundle) {
        BundleEvent event = new BundleEvent(type, fake(Bundle.class, (name, arguments) -> bundle));
        Thread thread = new Thread(() -> bundles.bundleChanged(event), "starts " + bundle);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void serviceIs(int type) {
        services.serviceChanged(new ServiceEvent(type, HANDLER));
    }

    private static void goesOn(Thread thread) throws InterruptedException {
        thread.join(10_000);
        assertThat(thread.isAlive()).as("it waits").isFalse();
    }

    private static void waits(Thread thread) {
        Await.until(Duration.ofSeconds(10), () -> {
            Thread.State state = thread.getState();
            assertThat(state).as("it waits").isNotEqualTo(Thread.State.TERMINATED);
            return state == Thread.State.TIMED_WAITING;
        });
    }

    @Test
    @DisplayName("the features service starts when mvn: is understood, not before")
    void held() throws Exception {
        once(LONG);
        Thread start = starting(FeaturesServiceDelay.FEATURES);
        waits(start);
        serviceIs(ServiceEvent.MODIFIED);
        waits(start);
        serviceIs(ServiceEvent.REGISTERED);
        goesOn(start);
        goesOn(starting(FeaturesServiceDelay.FEATURES));
    }

    @Test
    @DisplayName("whoever else starts, and the features service when it stops, are kept from nothing")
    void others() throws Exception {
        once(LONG);
        goesOn(starting("org.ops4j.pax.url.mvn"));
        goesOn(told(BundleEvent.STOPPING, FeaturesServiceDelay.FEATURES));
    }

    @Test
    @DisplayName("one that is started late knows what was there before")
    void late() throws Exception {
        understood = true;
        once(LONG);
        goesOn(starting(FeaturesServiceDelay.FEATURES));
    }

    @Test
    @DisplayName("without settings the start goes on in the end; so it does when this is stopped")
    void patience() throws Exception {
        once(Duration.ofMillis(50));
        goesOn(starting(FeaturesServiceDelay.FEATURES));
        FeaturesServiceDelay once = once(LONG);
        Thread start = starting(FeaturesServiceDelay.FEATURES);
        waits(start);
        once.stop(fake(BundleContext.class, (name, arguments) -> null));
        goesOn(start);
    }
}
