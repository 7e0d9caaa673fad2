package org.souk.core.internal.guard;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogJava;

/**
 * Guards the Java code of one catalog: the live version, and the earlier one while its last requests end. Counts the hanging threads of all
 * versions.
 */
final class ShopGuard {
    private static final int MAX_VERSIONS = 2;

    private final Bounds bounds;
    private final AtomicInteger hanging = new AtomicInteger();
    /** Most recently used first. */
    private volatile List<VersionGuard> versions = List.of();

    private volatile @Nullable WeakReference<Catalog> live;

    ShopGuard(Bounds bounds) {
        this.bounds = bounds;
    }

    VersionGuard version(Catalog catalog) {
        VersionGuard known = find(catalog);
        return known == null ? add(catalog) : known;
    }

    private @Nullable VersionGuard find(Catalog catalog) {
        return versions.stream()
                .filter(version -> version.isOf(catalog))
                .findFirst()
                .orElse(null);
    }

    private synchronized VersionGuard add(Catalog catalog) {
        VersionGuard known = find(catalog);
        if (known != null) {
            return known;
        }
        VersionGuard added = new VersionGuard(catalog, bounds, hanging);
        List<VersionGuard> next = new ArrayList<>(versions);
        next.add(0, added);
        while (next.size() > MAX_VERSIONS) {
            next.remove(next.size() - 1).retire();
        }
        versions = List.copyOf(next);
        return added;
    }

    /** Keeps only the guard of the live version; none if null. */
    synchronized void keep(@Nullable Catalog catalog) {
        live = catalog == null ? null : new WeakReference<>(catalog);
        VersionGuard kept = catalog == null ? null : find(catalog);
        versions.stream().filter(version -> version != kept).forEach(VersionGuard::retire);
        versions = kept == null ? List.of() : List.of(kept);
    }

    /** Returns whether no thread hangs and no version is in memory any more. */
    boolean isOver() {
        return hanging.get() == 0 && versions.stream().allMatch(VersionGuard::isUnreachable);
    }

    Optional<CatalogJava.Report> report() {
        return Optional.ofNullable(live)
                .map(WeakReference::get)
                .map(this::find)
                .map(version -> version.report(hanging.get()));
    }

    void stop() {
        versions.forEach(VersionGuard::stop);
    }
}
