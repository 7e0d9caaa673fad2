package org.souk.storefront.internal.theme;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogId;

/** Keeps one value for the latest version of each shop; the garbage collector may clear it when memory runs short. */
public final class PerShopCache<T> {
    private record Entry<T>(Catalog catalog, T value) {}

    private final Map<CatalogId, SoftReference<Entry<T>>> entries = new ConcurrentHashMap<>();

    /** The value for that version, made on first use. */
    public T of(Catalog catalog, Supplier<T> maker) {
        Entry<T> known = current(entries.get(catalog.id()), catalog);
        if (known != null) {
            return known.value();
        }
        // compute lets one thread make the value; the array keeps the value reachable until it is returned
        Entry<?>[] retained = new Entry<?>[1];
        entries.compute(catalog.id(), (id, reference) -> {
            Entry<T> other = current(reference, catalog);
            Entry<T> entry = other == null ? new Entry<>(catalog, maker.get()) : other;
            retained[0] = entry;
            return other == null ? new SoftReference<>(entry) : Objects.requireNonNull(reference);
        });
        entries.values().removeIf(reference -> reference.get() == null);
        @SuppressWarnings("unchecked")
        Entry<T> entry = (Entry<T>) retained[0];
        return entry.value();
    }

    private static <T> @Nullable Entry<T> current(@Nullable SoftReference<Entry<T>> reference, Catalog catalog) {
        Entry<T> entry = reference == null ? null : reference.get();
        return entry != null && entry.catalog() == catalog ? entry : null;
    }
}
