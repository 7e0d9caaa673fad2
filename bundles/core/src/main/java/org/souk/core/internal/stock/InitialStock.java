package org.souk.core.internal.stock;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.Variant;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.store.StockStore;

/**
 * Stores the initial stock quantities of catalog versions. The database applies each version once; this class remembers which versions it
 * has applied.
 */
final class InitialStock {
    private static final Logger LOG = LoggerFactory.getLogger(InitialStock.class);

    private final Map<CatalogId, Seed> pending = new ConcurrentHashMap<>();
    private final Map<CatalogId, Applied> applied = new ConcurrentHashMap<>();

    /** A version whose quantities must be stored. Unknown levels, which were never read, must be read afterwards. */
    private record Seed(Catalog version, boolean unknown) {
        CatalogId catalog() {
            return version.id();
        }

        String digest() {
            return version.digest();
        }

        /** Returns the quantities that the earlier version, if any, did not have. Computed on demand, as there may be 100,000. */
        Map<Sku, Integer> quantities(@Nullable Catalog before) {
            Map<Sku, Integer> quantities = new HashMap<>();
            version.bySku().forEach((sku, offer) -> {
                Variant variant = offer.variant();
                if (variant.tracked()
                        && (before == null || !same(variant, before.bySku().get(sku)))) {
                    quantities.put(sku, variant.seed());
                }
            });
            return quantities;
        }

        private static boolean same(Variant variant, Catalog.@Nullable Offer before) {
            return before != null
                    && before.variant().tracked()
                    && before.variant().seed() == variant.seed();
        }
    }

    /** The version that a store applied last. Refers to the catalog weakly, because it may be large. */
    private record Applied(StockStore store, String digest, WeakReference<Catalog> version) {
        Applied(StockStore store, Catalog version) {
            this(store, version.digest(), new WeakReference<>(version));
        }

        boolean is(StockStore asked, Catalog wanted) {
            return store.equals(asked) && digest.equals(wanted.digest());
        }
    }

    void enqueue(Catalog catalog, boolean unknown) {
        pending.compute(
                catalog.id(), (id, before) -> new Seed(catalog, unknown || (before != null && before.unknown())));
    }

    void forget(CatalogId catalog) {
        pending.remove(catalog);
        applied.remove(catalog);
        wakeWaiting();
    }

    /** Forgets which quantities were stored, so that the database is queried again. */
    void forgetApplied() {
        applied.clear();
    }

    /**
     * Stores all queued versions. A failure for one catalog does not delay others. If the database rejects a version, the next checkout in
     * its shop retries it.
     *
     * @return false if something must be retried
     * @throws DatabaseUnavailableException if the database was unavailable for all queued versions
     */
    boolean apply(StockStore store, StockLevelCache levels) {
        DatabaseUnavailableException unavailable = null;
        boolean anyAnswered = false;
        for (Seed seed : List.copyOf(pending.values())) {
            try {
                apply(store, seed);
                if (seed.unknown()) {
                    levels.update(store.levels(seed.catalog()));
                }
            } catch (DatabaseUnavailableException e) {
                unavailable = e;
                // it is unknown what was stored, so the retry stores all quantities
                applied.remove(seed.catalog());
                continue;
            } catch (RuntimeException e) {
                LOG.warn(
                        "The initial stock of catalog {} could not be stored; deploy the catalog again, or set the stock with"
                                + " stock:set",
                        seed.catalog(),
                        e);
            }
            anyAnswered = true;
            pending.computeIfPresent(seed.catalog(), (id, now) -> now == seed ? null : now);
            wakeWaiting();
        }
        if (unavailable == null) {
            return true;
        }
        if (!anyAnswered) {
            throw unavailable;
        }
        LOG.debug("The initial stock of some catalogs could not be stored; the container retries", unavailable);
        return false;
    }

    /** Returns whether the database has applied the quantities of a version. Answers from memory if possible. */
    boolean has(StockStore store, Catalog catalog) {
        if (isApplied(store, catalog)) {
            return true;
        }
        boolean stored = store.seeded(catalog.id(), catalog.digest());
        if (stored) {
            // a checkout of the previous version must not overwrite the entry of a newer one
            applied.compute(
                    catalog.id(),
                    (id, known) -> known != null && known.store().equals(store) ? known : new Applied(store, catalog));
        }
        return stored;
    }

    /**
     * Queues a version, triggers the background task and waits for it. Returns whether the quantities were stored, or newer ones if the
     * catalog was updated meanwhile.
     */
    boolean await(StockStore store, Catalog catalog, Runnable trigger, Duration timeout) {
        pending.putIfAbsent(catalog.id(), new Seed(catalog, true));
        trigger.run();
        long end = System.nanoTime() + timeout.toNanos();
        synchronized (this) {
            try {
                for (long left = timeout.toNanos(); left > 0; left = end - System.nanoTime()) {
                    Seed waiting = pending.get(catalog.id());
                    if (waiting == null || isApplied(store, waiting.version())) {
                        break;
                    }
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Seed waiting = pending.get(catalog.id());
        Applied last = applied.get(catalog.id());
        return waiting == null ? last != null && last.store().equals(store) : isApplied(store, waiting.version());
    }

    private boolean isApplied(StockStore store, Catalog version) {
        Applied last = applied.get(version.id());
        return last != null && last.is(store, version);
    }

    private synchronized void wakeWaiting() {
        notifyAll();
    }

    private void apply(StockStore store, Seed seed) {
        if (!applyChanged(store, seed)) {
            Map<Sku, Integer> quantities = seed.quantities(null);
            if (store.seed(seed.catalog(), seed.digest(), quantities)) {
                LOG.info("Applied the initial stock of catalog {}: {} SKUs", seed.catalog(), quantities.size());
            }
        }
        // no entry if the catalog was removed in the meantime
        pending.computeIfPresent(seed.catalog(), (id, now) -> {
            applied.put(id, new Applied(store, seed.version()));
            return now;
        });
        wakeWaiting();
    }

    /** Stores only changed quantities if the previous version is still in memory. Most updates change few quantities or none. */
    private boolean applyChanged(StockStore store, Seed seed) {
        Applied last = applied.get(seed.catalog());
        Catalog before = last == null ? null : last.version().get();
        if (last == null || before == null || !last.store().equals(store) || last.is(store, seed.version())) {
            return false;
        }
        Map<Sku, Integer> changed = seed.quantities(before);
        boolean now = changed.size() <= StockStore.MAX_CHANGED
                && store.seedChanged(seed.catalog(), seed.digest(), last.digest(), changed);
        if (now && !changed.isEmpty()) {
            LOG.info("Applied changes to the initial stock of catalog {}: {} SKUs", seed.catalog(), changed.size());
        }
        return now;
    }
}
