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

/** The figures that catalogs bring. The store applies each content once; here is only remembered which it is known to have. */
final class InitialStock {
    private static final Logger LOG = LoggerFactory.getLogger(InitialStock.class);

    private final Map<CatalogId, Seed> pending = new ConcurrentHashMap<>();
    private final Map<CatalogId, Done> done = new ConcurrentHashMap<>();

    /**
     * A version whose figures the store is to have.
     *
     * @param unknown whether what the store has was not read yet; of others what changes is told anyway
     */
    private record Seed(Catalog version, boolean unknown) {
        CatalogId catalog() {
            return version.id();
        }

        String digest() {
            return version.digest();
        }

        /**
         * Made when they are stored: there may be a hundred thousand.
         *
         * @param before what is left out if it has the same figure there, or null
         */
        Map<Sku, Integer> figures(@Nullable Catalog before) {
            Map<Sku, Integer> figures = new HashMap<>();
            version.bySku().forEach((sku, offer) -> {
                Variant variant = offer.variant();
                if (variant.tracked()
                        && (before == null || !same(variant, before.bySku().get(sku)))) {
                    figures.put(sku, variant.seed());
                }
            });
            return figures;
        }

        private static boolean same(Variant variant, Catalog.@Nullable Offer before) {
            return before != null
                    && before.variant().tracked()
                    && before.variant().seed() == variant.seed();
        }
    }

    /** Another store has seen nothing of it. The version is held as long as somebody else does: it may be large. */
    private record Done(StockStore store, String digest, WeakReference<Catalog> version) {
        Done(StockStore store, Catalog version) {
            this(store, version.digest(), new WeakReference<>(version));
        }

        boolean is(StockStore asked, Catalog wanted) {
            return store.equals(asked) && digest.equals(wanted.digest());
        }
    }

    /**
     * Has the figures applied when the store is there.
     *
     * @param unknown whether those in the store are to be read then
     */
    void bring(Catalog catalog, boolean unknown) {
        pending.compute(
                catalog.id(), (id, before) -> new Seed(catalog, unknown || (before != null && before.unknown())));
    }

    /** Forgets a catalog. */
    void forget(CatalogId catalog) {
        pending.remove(catalog);
        done.remove(catalog);
        tell();
    }

    /** Has the store asked again whether it has what it had. */
    void doubt() {
        done.clear();
    }

    /**
     * Applies what is pending. One shop's trouble keeps no other waiting; a catalog that the store cannot take is left to its next
     * order.
     *
     * @return whether nothing is left to try again
     * @throws DatabaseUnavailableException if something is pending, and the store answered for none of it
     */
    boolean apply(StockStore store, StockLevelCache levels) {
        DatabaseUnavailableException away = null;
        boolean any = false;
        for (Seed seed : List.copyOf(pending.values())) {
            try {
                apply(store, seed);
                if (seed.unknown()) {
                    levels.tell(store.levels(seed.catalog()));
                }
            } catch (DatabaseUnavailableException e) {
                away = e;
                // next time all of them, which may take long
                done.remove(seed.catalog());
                continue;
            } catch (RuntimeException e) {
                LOG.warn(
                        "The stock figures of catalog {} could not be stored; drop the catalog again, or set them with"
                                + " stock:set",
                        seed.catalog(),
                        e);
            }
            any = true;
            pending.computeIfPresent(seed.catalog(), (id, now) -> now == seed ? null : now);
            tell();
        }
        if (away == null) {
            return true;
        }
        if (!any) {
            throw away;
        }
        LOG.debug("Stock figures of some catalogs wait for the store", away);
        return false;
    }

    /** Whether the store has the figures of that version: from memory, else it is asked. */
    boolean has(StockStore store, Catalog catalog) {
        if (isDone(store, catalog)) {
            return true;
        }
        boolean there = store.seeded(catalog.id(), catalog.digest());
        if (there) {
            // an order of a version that is being left does not replace what is known of the newer one
            done.compute(
                    catalog.id(),
                    (id, known) -> known != null && known.store().equals(store) ? known : new Done(store, catalog));
        }
        return there;
    }

    /** Has them applied by whoever is told, and waits; whether they are. Of a catalog that was updated meanwhile, the newer ones. */
    boolean await(StockStore store, Catalog catalog, Runnable told, Duration patience) {
        pending.putIfAbsent(catalog.id(), new Seed(catalog, true));
        told.run();
        long end = System.nanoTime() + patience.toNanos();
        synchronized (this) {
            try {
                for (long left = patience.toNanos(); left > 0; left = end - System.nanoTime()) {
                    Seed waiting = pending.get(catalog.id());
                    if (waiting == null || isDone(store, waiting.version())) {
                        break;
                    }
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Seed waiting = pending.get(catalog.id());
        Done last = done.get(catalog.id());
        return waiting == null ? last != null && last.store().equals(store) : isDone(store, waiting.version());
    }

    private boolean isDone(StockStore store, Catalog version) {
        Done last = done.get(version.id());
        return last != null && last.is(store, version);
    }

    private synchronized void tell() {
        notifyAll();
    }

    private void apply(StockStore store, Seed seed) {
        if (!applyChanged(store, seed)) {
            Map<Sku, Integer> figures = seed.figures(null);
            if (store.seed(seed.catalog(), seed.digest(), figures)) {
                LOG.info("Stock figures of catalog {} applied: {} SKUs", seed.catalog(), figures.size());
            }
        }
        // not for a catalog that went meanwhile
        pending.computeIfPresent(seed.catalog(), (id, now) -> {
            done.put(id, new Done(store, seed.version()));
            return now;
        });
        tell();
    }

    /** Most updates change few figures or none, and all that they are told apart by is still in memory. */
    private boolean applyChanged(StockStore store, Seed seed) {
        Done last = done.get(seed.catalog());
        Catalog before = last == null ? null : last.version().get();
        if (last == null || before == null || !last.store().equals(store) || last.is(store, seed.version())) {
            return false;
        }
        Map<Sku, Integer> changed = seed.figures(before);
        boolean now = changed.size() <= StockStore.MOST_CHANGED
                && store.seedChanged(seed.catalog(), seed.digest(), last.digest(), changed);
        if (now && !changed.isEmpty()) {
            LOG.info("Stock figures of catalog {} applied: {} SKUs changed", seed.catalog(), changed.size());
        }
        return now;
    }
}
