package org.souk.deployer.internal.bundle;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.util.tracker.ServiceTracker;
import org.souk.common.concurrent.Deadline;

/**
 * Tracks the services of one bundle that implement an SPI of Souk. When the bundle stops, its last services stay visible here until the
 * version that uses them is retired, or {@link #refresh} replaces them after a restart of the bundle.
 */
final class BundleServices extends ServiceTracker<Object, Object> {
    private static final String SPI = "org.souk.api.spi.";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Immutable; replaced as a whole. */
    private volatile TreeMap<ServiceReference<Object>, Object> visible = emptyMap();

    /** Services registered now. Guarded by this; every change notifies. */
    private final TreeMap<ServiceReference<Object>, Object> registered = emptyMap();

    /** Whether {@code visible} keeps its services because the bundle has stopped. */
    private boolean frozen;

    private final Bundle bundle;

    private BundleServices(BundleContext context, Filter filter, Bundle bundle) {
        super(context, filter, null);
        this.bundle = bundle;
    }

    static BundleServices of(BundleContext context, Bundle bundle) {
        try {
            Filter filter = FrameworkUtil.createFilter(
                    "(&(service.bundleid=" + bundle.getBundleId() + ")(objectClass=" + SPI + "*))");
            BundleServices services = new BundleServices(context, filter, bundle);
            services.open();
            return services;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("the filter is a constant", e);
        }
    }

    /** The SPI types that the manifest of the bundle announces; known before it starts. */
    List<String> announced() {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision == null
                ? List.of()
                : revision.getDeclaredCapabilities("osgi.service").stream()
                        .flatMap(capability -> types(capability.getAttributes().get("objectClass")))
                        .filter(type -> type.startsWith(SPI))
                        .toList();
    }

    private static Stream<String> types(@Nullable Object types) {
        if (types instanceof Collection<?> many) {
            return many.stream().map(String::valueOf);
        }
        return types == null
                ? Stream.empty()
                : Stream.of(types.toString().split(",")).map(String::strip);
    }

    boolean complete() {
        return missing().isEmpty();
    }

    /**
     * Waits until all announced services are registered. While it waits, the ForkJoinPool of this thread may start another thread.
     *
     * @throws BundleRefusedException if one is missing after the timeout
     */
    void await() throws BundleRefusedException {
        try {
            ForkJoinPool.managedBlock(new ForkJoinPool.ManagedBlocker() {
                @Override
                public boolean block() throws InterruptedException {
                    waitUntilComplete();
                    return true;
                }

                @Override
                public boolean isReleasable() {
                    return complete();
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BundleRefusedException("the container is stopping", e);
        }
        Optional<String> missing = missing();
        if (missing.isPresent()) {
            throw new BundleRefusedException(
                    "it announces the service " + missing.get() + " and did not register it within "
                            + TIMEOUT.toSeconds() + " s; look at the log for its component");
        }
    }

    private synchronized void waitUntilComplete() throws InterruptedException {
        Deadline deadline = Deadline.in(TIMEOUT);
        while (!complete() && !deadline.isOver()) {
            TimeUnit.NANOSECONDS.timedWait(this, deadline.nanosLeft());
        }
    }

    private synchronized Optional<String> missing() {
        return announced().stream().filter(type -> !has(type)).findFirst();
    }

    private boolean has(String type) {
        return registered.keySet().stream()
                .anyMatch(reference -> List.of((String[]) reference.getProperty(Constants.OBJECTCLASS))
                        .contains(type));
    }

    private static TreeMap<ServiceReference<Object>, Object> emptyMap() {
        return new TreeMap<>(Collections.reverseOrder());
    }

    <S> List<S> ofType(Class<S> type) {
        TreeMap<ServiceReference<Object>, Object> now = visible;
        return now.isEmpty()
                ? List.of()
                : now.values().stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<Object> all() {
        return List.copyOf(visible.values());
    }

    /** Makes exactly the currently registered services visible. */
    synchronized void refresh() {
        visible = new TreeMap<>(registered);
        frozen = false;
    }

    @Override
    public Object addingService(ServiceReference<Object> reference) {
        Object service = super.addingService(reference);
        synchronized (this) {
            if (service != null) {
                registered.put(reference, service);
                notifyAll();
                if (!frozen) {
                    TreeMap<ServiceReference<Object>, Object> next = new TreeMap<>(visible);
                    next.put(reference, service);
                    visible = next;
                }
            }
        }
        return service;
    }

    @Override
    public void removedService(ServiceReference<Object> reference, Object service) {
        Bundle from = reference.getBundle();
        synchronized (this) {
            registered.remove(reference);
            if (from != null && from.getState() == Bundle.ACTIVE && !frozen) {
                TreeMap<ServiceReference<Object>, Object> next = new TreeMap<>(visible);
                next.remove(reference);
                visible = next;
            } else {
                frozen = true;
            }
        }
        super.removedService(reference, service);
    }

    void release() {
        close();
        visible = emptyMap();
    }
}
