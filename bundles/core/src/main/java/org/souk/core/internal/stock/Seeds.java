package org.souk.core.internal.stock;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.Variant;
import org.souk.api.store.StockStore;
import org.souk.api.store.StoreUnavailableException;

/** The figures that catalogs bring. The store applies each content once; here is only remembered which it has seen. */
final class Seeds {
    private static final Logger LOG = LoggerFactory.getLogger(Seeds.class);

    private final Map<CatalogId, Seed> pending = new ConcurrentHashMap<>();
    private final Map<CatalogId, String> done = new ConcurrentHashMap<>();

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

    /** Has the figures applied when the store is there. */
    void bring(Catalog catalog) {
        pending.put(catalog.id(), Seed.of(catalog));
    }

    /** Forgets a catalog. */
    void forget(CatalogId catalog) {
        pending.remove(catalog);
        done.remove(catalog);
    }

    /** Another store has seen nothing of it. */
    void forgetStore() {
        done.clear();
    }

    /** Applies what is pending. A catalog that the store cannot take is left to its next order. */
    void apply(StockStore store, Levels levels) {
        for (Seed seed : List.copyOf(pending.values())) {
            try {
                apply(store, seed);
                levels.tell(store.levels(seed.catalog()));
            } catch (StoreUnavailableException e) {
                throw e;
            } catch (RuntimeException e) {
                LOG.warn(
                        "The stock figures of catalog {} could not be stored; drop the catalog again, or set them with"
                                + " stock:set",
                        seed.catalog(),
                        e);
            }
            pending.remove(seed.catalog(), seed);
        }
    }

    /** Sees to it that the store knows the figures of that version. */
    void ensure(StockStore store, Catalog catalog) {
        if (!catalog.digest().equals(done.get(catalog.id()))) {
            apply(store, Seed.of(catalog));
        }
    }

    private void apply(StockStore store, Seed seed) {
        boolean now = store.seed(seed.catalog(), seed.digest(), seed.figures());
        done.put(seed.catalog(), seed.digest());
        if (now) {
            LOG.info(
                    "Stock figures of catalog {} applied: {} SKUs",
                    seed.catalog(),
                    seed.figures().size());
        }
    }
}
