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

/** What is known of the stock of the catalogs that are live, in memory. */
final class StockLevelCache {
    private final Map<CatalogId, Figures> figures = new ConcurrentHashMap<>();
    private final AtomicLong told = new AtomicLong();

    /** Of one catalog. What the database tells names each SKU anew; the catalog has it already. */
    private static final class Figures {
        private final Map<Sku, Integer> available = new ConcurrentHashMap<>();
        private volatile Catalog catalog;

        Figures(Catalog catalog) {
            this.catalog = catalog;
        }

        void put(Sku sku, int pieces) {
            available.put(catalog.offer(sku).map(offer -> offer.variant().sku()).orElse(sku), pieces);
        }
    }

    /**
     * From now on that catalog is remembered.
     *
     * @return whether nothing was known of it before
     */
    boolean open(Catalog catalog) {
        Figures known = figures.putIfAbsent(catalog.id(), new Figures(catalog));
        if (known != null) {
            known.catalog = catalog;
        }
        return known == null;
    }

    /** Forgets it. */
    void close(CatalogId catalog) {
        figures.remove(catalog);
    }

    /** What the database said last; empty if it was not asked yet. */
    OptionalInt find(CatalogId catalog, Sku sku) {
        Figures known = figures.get(catalog);
        Integer available = known == null ? null : known.available.get(sku);
        return available == null ? OptionalInt.empty() : OptionalInt.of(available);
    }

    /** Takes what the database says; of catalogs that are not live, nothing. */
    void tell(Collection<StockLevel> levels) {
        if (!levels.isEmpty()) {
            told.incrementAndGet();
        }
        for (StockLevel level : levels) {
            Figures known = figures.get(level.catalog());
            if (known != null) {
                known.put(level.sku(), level.available());
            }
        }
    }

    /** Steps whenever the database told something. */
    long told() {
        return told.get();
    }

    /**
     * Takes pieces that were sold here, unless the database told something since: then nobody knows whether it told the sale too,
     * and its next answer counts.
     */
    void sold(CatalogId catalog, Map<Sku, Integer> pieces, long since) {
        Figures known = figures.get(catalog);
        if (known != null && told.get() == since) {
            pieces.forEach(
                    (sku, count) -> known.available.computeIfPresent(sku, (key, had) -> Math.max(0, had - count)));
        }
    }
}
