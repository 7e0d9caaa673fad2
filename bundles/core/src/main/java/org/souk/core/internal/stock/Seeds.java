package org.souk.core.internal.stock;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.Variant;
import org.souk.api.store.StockStore;
import org.souk.api.store.StoreUnavailableException;

/** The figures that catalogs bring. The store applies each content once; here is only remembered which it is known to have. */
final class Seeds {
    private static final Logger LOG = LoggerFactory.getLogger(Seeds.class);

    private final Map<CatalogId, Seed> pending = new ConcurrentHashMap<>();
    private final Map<CatalogId, Done> done = new ConcurrentHashMap<>();

    private record Seed(CatalogId catalog, String digest, Map<Sku, Integer> figures) {
        static Seed of(Catalog catalog) {
            Map<Sku, Integer> figures = new HashMap<>();
            catalog.bySku().forEach((sku, offer) -> {
                Variant variant = offer.variant();
                if (variant.tracked()) {
                    figures.put(sku, variant.seed());
                }
            });
            return new Seed(catalog.id(), catalog.digest(), figures);
        }
    }

    /** Another store has seen nothing of it. */
    private record Done(StockStore store, String digest) {}

    /** Has the figures applied when the store is there. */
    void bring(Catalog catalog) {
        pending.put(catalog.id(), Seed.of(catalog));
    }

    /** Forgets a catalog. */
    void forget(CatalogId catalog) {
        pending.remove(catalog);
        done.remove(catalog);
        tell();
    }

    /**
     * Applies what is pending. One shop's trouble keeps no other waiting; a catalog that the store cannot take is left to its next
     * order.
     *
     * @return whether nothing is left to try again
     */
    boolean apply(StockStore store, Levels levels) {
        boolean all = true;
        for (Seed seed : List.copyOf(pending.values())) {
            try {
                apply(store, seed);
                levels.tell(store.levels(seed.catalog()));
            } catch (StoreUnavailableException e) {
                LOG.debug("The stock figures of catalog {} wait for the store", seed.catalog(), e);
                all = false;
                continue;
            } catch (RuntimeException e) {
                LOG.warn(
                        "The stock figures of catalog {} could not be stored; drop the catalog again, or set them with"
                                + " stock:set",
                        seed.catalog(),
                        e);
            }
            pending.remove(seed.catalog(), seed);
            tell();
        }
        return all;
    }

    /** Whether the store has the figures of that version: from memory, else it is asked. */
    boolean has(StockStore store, Catalog catalog) {
        Done wanted = new Done(store, catalog.digest());
        if (wanted.equals(done.get(catalog.id()))) {
            return true;
        }
        boolean there = store.seeded(catalog.id(), catalog.digest());
        if (there) {
            done.put(catalog.id(), wanted);
        }
        return there;
    }

    /** Has them applied by whoever is told, and waits; whether they are. Of a catalog that was updated meanwhile, the newer ones. */
    boolean await(StockStore store, Catalog catalog, Runnable told, Duration patience) {
        pending.putIfAbsent(catalog.id(), Seed.of(catalog));
        told.run();
        long end = System.nanoTime() + patience.toNanos();
        synchronized (this) {
            try {
                for (long left = patience.toNanos(); left > 0; left = end - System.nanoTime()) {
                    Seed waiting = pending.get(catalog.id());
                    if (waiting == null || isDone(store, waiting)) {
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
        return waiting == null ? last != null && last.store().equals(store) : isDone(store, waiting);
    }

    private boolean isDone(StockStore store, Seed seed) {
        return new Done(store, seed.digest()).equals(done.get(seed.catalog()));
    }

    private synchronized void tell() {
        notifyAll();
    }

    private void apply(StockStore store, Seed seed) {
        boolean now = store.seed(seed.catalog(), seed.digest(), seed.figures());
        done.put(seed.catalog(), new Done(store, seed.digest()));
        tell();
        if (now) {
            LOG.info(
                    "Stock figures of catalog {} applied: {} SKUs",
                    seed.catalog(),
                    seed.figures().size());
        }
    }
}
