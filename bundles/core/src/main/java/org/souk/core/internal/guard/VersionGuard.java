package org.souk.core.internal.guard;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogJava;

/**
 * Guards the Java code of one version of a catalog: its threads, and its services by type. Refers to the version weakly, so that it can be
 * unloaded.
 */
final class VersionGuard {
    private final WeakReference<Catalog> catalog;
    private final CatalogId id;
    private final AtomicInteger hangingOfCatalog;
    private final CatalogThreads threads;
    /**
     * One thread pool for each type that may wait for other systems, so that hanging payment gateways and order listeners do not delay each
     * other.
     */
    private final Map<Class<?>, CatalogThreads> outside = new ConcurrentHashMap<>();

    private final Bounds bounds;
    private final Map<Class<?>, GuardedServices<?>> byType = new ConcurrentHashMap<>();

    VersionGuard(Catalog catalog, Bounds bounds, AtomicInteger hangingOfCatalog) {
        this.catalog = new WeakReference<>(catalog);
        this.id = catalog.id();
        this.hangingOfCatalog = hangingOfCatalog;
        this.bounds = bounds;
        this.threads = newThreads(bounds.threads(), Bounds.MAX_WAITING);
    }

    private CatalogThreads newThreads(int threads, int waiting) {
        return new CatalogThreads(id, threads, waiting, hangingOfCatalog, () -> hangingOfCatalog.get() - hanging());
    }

    private Stream<CatalogThreads> allThreads() {
        return Stream.concat(Stream.of(threads), outside.values().stream());
    }

    /** Returns the number of hanging threads of this version. */
    private int hanging() {
        return allThreads().mapToInt(CatalogThreads::hanging).sum();
    }

    boolean isOf(Catalog version) {
        return catalog.refersTo(version);
    }

    boolean isUnreachable() {
        return catalog.refersTo(null);
    }

    /**
     * Returns the guarded services of a type. After a restart of the catalog's bundle, its services are new objects and get a new guard.
     */
    @SuppressWarnings("unchecked")
    <S> GuardedServices<S> services(Catalog version, Class<S> type, List<S> services) {
        GuardedServices<?> known = byType.get(type);
        if (known == null || !known.isOf(services)) {
            known = byType.compute(
                    type, (t, now) -> now != null && now.isOf(services) ? now : guarded(version, type, services));
        }
        // byType maps each type to the guard of its services
        return (GuardedServices<S>) known;
    }

    private <S> GuardedServices<S> guarded(Catalog version, Class<S> type, List<S> services) {
        if (!CatalogJavaGuard.waits(type)) {
            return new GuardedServices<>(version, type, services, threads, bounds, bounds.deadline());
        }
        Bounds.Outside most = bounds.outside();
        CatalogThreads own = outside.computeIfAbsent(type, t -> newThreads(most.threads(), most.threads()));
        return new GuardedServices<>(version, type, services, own, bounds, most.deadline());
    }

    CatalogJava.Report report(int hanging) {
        return new CatalogJava.Report(
                allThreads().mapToInt(CatalogThreads::busy).sum() + hanging - hanging(),
                hanging,
                byType.values().stream().flatMap(GuardedServices::report).toList());
    }

    void retire() {
        allThreads().forEach(CatalogThreads::retire);
    }

    void stop() {
        allThreads().forEach(CatalogThreads::stop);
    }
}
