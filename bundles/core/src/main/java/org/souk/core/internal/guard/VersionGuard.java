package org.souk.core.internal.guard;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogJava;

/** One version of a catalog: its threads, and its services by type. Holds nothing of the version itself. */
final class VersionGuard {
    private final WeakReference<Catalog> catalog;
    private final Crew crew;
    private final Crew outside;
    private final Bounds bounds;
    private final Map<Class<?>, Guarded<?>> byType = new ConcurrentHashMap<>();

    VersionGuard(Catalog catalog, Bounds bounds, AtomicInteger hangingOfCatalog) {
        this.catalog = new WeakReference<>(catalog);
        this.bounds = bounds;
        this.crew = new Crew(catalog.id(), bounds.threads(), hangingOfCatalog);
        this.outside = new Crew(catalog.id(), bounds.outside().threads(), hangingOfCatalog);
    }

    boolean isOf(Catalog version) {
        return catalog.refersTo(version);
    }

    boolean isUnreachable() {
        return catalog.refersTo(null);
    }

    /** The services of that type; others than before, when the bundle was stopped and started, are looked at afresh. */
    @SuppressWarnings("unchecked")
    <S> Guarded<S> services(Catalog version, Class<S> type, List<S> services) {
        Guarded<?> known = byType.get(type);
        if (known == null || !known.isOf(services)) {
            known = byType.compute(
                    type, (t, now) -> now != null && now.isOf(services) ? now : guarded(version, type, services));
        }
        // what is under a type was made for it
        return (Guarded<S>) known;
    }

    private <S> Guarded<S> guarded(Catalog version, Class<S> type, List<S> services) {
        return Guard.waits(type)
                ? new Guarded<>(
                        version,
                        type,
                        services,
                        outside,
                        bounds,
                        bounds.outside().deadline())
                : new Guarded<>(version, type, services, crew, bounds, bounds.deadline());
    }

    CatalogJava.Report report(int hanging) {
        int here = crew.hanging() + outside.hanging();
        return new CatalogJava.Report(
                crew.busy() + outside.busy() + hanging - here,
                hanging,
                byType.values().stream().flatMap(Guarded::report).toList());
    }

    void retire() {
        crew.retire();
        outside.retire();
    }

    void stop() {
        crew.stop();
        outside.stop();
    }
}
