package org.souk.core.internal.stock;

import java.util.Collection;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Sku;
import org.souk.api.stock.StockLevel;

final class StockLevelCache {
    private final Map<CatalogId, Levels> catalogs = new ConcurrentHashMap<>();
    private final AtomicLong generation = new AtomicLong();

    /**
     * The levels of one catalog. Keys are the SKU instances of the catalog, because those read from the database would take additional
     * memory.
     */
    private static final class Levels {
        private final Map<Sku, Integer> available = new ConcurrentHashMap<>();
        private volatile Catalog catalog;

        Levels(Catalog catalog) {
            this.catalog = catalog;
        }

        void put(Sku sku, int quantity) {
            available.put(catalog.offer(sku).map(offer -> offer.variant().sku()).orElse(sku), quantity);
        }
    }

    /** Starts caching a catalog, or replaces its version. Returns whether the catalog was not cached before. */
    boolean open(Catalog catalog) {
        Levels known = catalogs.putIfAbsent(catalog.id(), new Levels(catalog));
        if (known != null) {
            known.catalog = catalog;
        }
        return known == null;
    }

    void close(CatalogId catalog) {
        catalogs.remove(catalog);
    }

    /** Returns the level that was last read; empty if none was read yet. */
    OptionalInt find(CatalogId catalog, Sku sku) {
        Levels known = catalogs.get(catalog);
        Integer available = known == null ? null : known.available.get(sku);
        return available == null ? OptionalInt.empty() : OptionalInt.of(available);
    }

    /** Stores levels that were read from the database. Ignores catalogs that are not live. */
    void update(Collection<StockLevel> levels) {
        if (!levels.isEmpty()) {
            generation.incrementAndGet();
        }
        for (StockLevel level : levels) {
            Levels known = catalogs.get(level.catalog());
            if (known != null) {
                known.put(level.sku(), level.available());
            }
        }
    }

    /** Returns a number that increases with every update from the database. */
    long generation() {
        return generation.get();
    }

    /**
     * Reduces levels by quantities sold on this container, unless the database reported levels since then: these may already include the
     * sale, so only the next update is right.
     */
    void sold(CatalogId catalog, Map<Sku, Integer> quantities, long since) {
        Levels known = catalogs.get(catalog);
        if (known != null && generation.get() == since) {
            quantities.forEach((sku, count) ->
                    known.available.computeIfPresent(sku, (key, before) -> Math.max(0, before - count)));
        }
    }
}
