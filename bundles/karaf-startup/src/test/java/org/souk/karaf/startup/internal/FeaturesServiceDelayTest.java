package org.souk.karaf.startup.internal;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.souk.itests.Stubs;

/** Which bundle waits, and until when. The test sends the events of the framework. */
class FeaturesServiceDelayTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final ServiceReference<?> HANDLER = Stubs.of(ServiceReference.class, (name, arguments) -> null);

    private boolean registered;
    private @Nullable ServiceListener services;
    private @Nullable SynchronousBundleListener bundles;

    private FeaturesServiceDelay startDelay(Duration timeout) throws Exception {
        FeaturesServiceDelay delay = new FeaturesServiceDelay(timeout);
        delay.start(Stubs.of(BundleContext.class, (name, arguments) -> switch (name) {
            case "addServiceListener" -> {
                assertThat(arguments[1]).isEqualTo(FeaturesServiceDelay.MVN);
                services = (ServiceListener) arguments[0];
                yield null;
            }
            case "getServiceReferences" -> registered ? new ServiceReference<?>[] {HANDLER} : null;
            case "addBundleListener" -> {
                bundles = (SynchronousBundleListener) arguments[0];
                yield null;
            }
            default -> throw new UnsupportedOperationException(name);
        }));
        return delay;
    }

    /** The framework delivers the event on the thread that starts the bundle. */
    private Thread starting(String bundle) {
        return send(BundleEvent.STARTING, bundle);
    }

    private Thread send(int type, String bundle) {
        BundleEvent event = new BundleEvent(type, Stubs.of(Bundle.class, (name, arguments) -> bundle));
        Thread thread = new Thread(() -> bundles.bundleChanged(event), "starts " + bundle);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void sendService(int type) {
        services.serviceChanged(new ServiceEvent(type, HANDLER));
    }

    private static void assertGoesOn(Thread thread) throws InterruptedException {
        thread.join(10_000);
        assertThat(thread.isAlive()).as("it waits").isFalse();
    }

    private static void assertWaits(Thread thread) {
        Await.until(Duration.ofSeconds(10), () -> {
            Thread.State state = thread.getState();
            assertThat(state).as("it waits").isNotEqualTo(Thread.State.TERMINATED);
            return state == Thread.State.TIMED_WAITING;
        });
    }

    @Test
    @DisplayName("the features service starts once the mvn: URL handler is registered")
    void waitsForHandler() throws Exception {
        startDelay(LONG);
        Thread start = starting(FeaturesServiceDelay.FEATURES);
        assertWaits(start);
        sendService(ServiceEvent.MODIFIED);
        assertWaits(start);
        sendService(ServiceEvent.REGISTERED);
        assertGoesOn(start);
        assertGoesOn(starting(FeaturesServiceDelay.FEATURES));
    }

    @Test
    @DisplayName("other bundles, and a features service that stops, do not wait")
    void others() throws Exception {
        startDelay(LONG);
        assertGoesOn(starting("org.ops4j.pax.url.mvn"));
        assertGoesOn(send(BundleEvent.STOPPING, FeaturesServiceDelay.FEATURES));
    }

    @Test
    @DisplayName("a bundle that starts late finds a handler that is already registered")
    void late() throws Exception {
        registered = true;
        startDelay(LONG);
        assertGoesOn(starting(FeaturesServiceDelay.FEATURES));
    }

    @Test
    @DisplayName("without a handler the start goes on after the timeout, or when this bundle stops")
    void timeout() throws Exception {
        startDelay(Duration.ofMillis(50));
        assertGoesOn(starting(FeaturesServiceDelay.FEATURES));
        FeaturesServiceDelay delay = startDelay(LONG);
        Thread start = starting(FeaturesServiceDelay.FEATURES);
        assertWaits(start);
        delay.stop(Stubs.of(BundleContext.class, (name, arguments) -> null));
        assertGoesOn(start);
    }
}
