package org.souk.storefront.internal.theme;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogId;

/**
 * One share for each shop, of its latest version. Those of shops that are gone are let go when memory is wanted.
 *
 * @param <T> what is shared
 */
public final class PerShopCache<T> {
    private record Kept<T>(Catalog catalog, T share) {}

    private final Map<CatalogId, SoftReference<Kept<T>>> all = new ConcurrentHashMap<>();

    /** The share of that version, made if there is none yet. */
    public T of(Catalog catalog, Supplier<T> maker) {
        Kept<T> known = known(all.get(catalog.id()), catalog);
        if (known != null) {
            return known.share();
        }
        // several threads make it once; the holder keeps it from being let go in between
        Kept<?>[] holder = new Kept<?>[1];
        all.compute(catalog.id(), (id, reference) -> {
            Kept<T> other = known(reference, catalog);
            Kept<T> kept = other == null ? new Kept<>(catalog, maker.get()) : other;
            holder[0] = kept;
            return other == null ? new SoftReference<>(kept) : Objects.requireNonNull(reference);
        });
        all.values().removeIf(reference -> reference.get() == null);
        @SuppressWarnings("unchecked")
        Kept<T> kept = (Kept<T>) holder[0];
        return kept.share();
    }

    private static <T> @Nullable Kept<T> known(@Nullable SoftReference<Kept<T>> reference, Catalog catalog) {
        Kept<T> kept = reference == null ? null : reference.get();
        return kept != null && kept.catalog() == catalog ? kept : null;
    }
}
