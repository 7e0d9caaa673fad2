package org.souk.core.internal.stock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogListener;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.Variant;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.stock.Stock;
import org.souk.api.stock.StockLevel;
import org.souk.api.store.StockStore;
import org.souk.core.internal.background.RepeatedTask;
import org.souk.core.internal.background.TaskScheduler;
import org.souk.core.internal.store.StoreRegistry;

/**
 * Reads and changes stock levels, and caches them so that pages never wait for the database. A background task reads changes twice a
 * second; another one stores the initial quantities of new catalog versions.
 */
@Component(
        service = {Stock.class, CatalogListener.class, CountedStock.class},
        immediate = true)
public final class CountedStock implements Stock, CatalogListener, AutoCloseable {
    private static final Duration READ_INTERVAL = Duration.ofMillis(500);
    private static final Duration MAX_INTERVAL = Duration.ofSeconds(5);
    private static final Duration SEED_RETRY = Duration.ofSeconds(1);
    private static final Duration SEED_INTERVAL = Duration.ofHours(1);

    /** How long a checkout waits while initial quantities are being stored. */
    private static final Duration SEED_TIMEOUT = Duration.ofMillis(1_500);

    private final StoreRegistry stores;
    private final StockLevelCache levels = new StockLevelCache();
    private final InitialStock seeds = new InitialStock();
    private final RepeatedTask seeding;
    private final RepeatedTask reading;
    private @Nullable StockStore lastStore;
    private @Nullable Instant asOf;
    private Instant restoredAt = Instant.EPOCH;

    @Activate
    public CountedStock(@Reference StoreRegistry stores, @Reference TaskScheduler scheduler) {
        this.stores = stores;
        this.seeding = scheduler.schedule("Storing the initial stock of catalogs", this::seed);
        this.reading = scheduler.schedule("Reading stock levels", this::readChanges);
    }

    @Override
    public void live(LiveCatalog live) {
        seeds.enqueue(live.catalog(), levels.open(live.catalog()));
        seeding.soon();
    }

    @Override
    public void removed(CatalogId id) {
        seeds.forget(id);
        levels.close(id);
    }

    @Override
    public OptionalInt available(LiveCatalog shop, Variant variant) {
        if (!variant.tracked() || variant.oversell()) {
            return OptionalInt.empty();
        }
        OptionalInt known = levels.find(shop.catalog().id(), variant.sku());
        return known.isPresent() ? known : variant.stockSeed();
    }

    @Override
    public List<StockLevel> list(CatalogId catalog) {
        return stores.stock().levels(catalog);
    }

    @Override
    public StockLevel set(CatalogId catalog, Sku sku, int available) {
        if (available < 0) {
            throw new IllegalArgumentException("a stock level is 0 or more, not " + available);
        }
        return cached(catalog, sku, stores.stock().set(catalog, sku, available));
    }

    @Override
    public StockLevel add(CatalogId catalog, Sku sku, int quantity) {
        return cached(catalog, sku, stores.stock().add(catalog, sku, quantity));
    }

    /**
     * Ensures before an order that the database has the initial quantities. Storing them may take long, so a background task does it.
     *
     * @throws DatabaseUnavailableException if they have not been stored within 1.5 s
     */
    public void ensureSeeded(LiveCatalog shop) {
        StockStore store = stores.stock();
        Catalog catalog = shop.catalog();
        if (!seeds.has(store, catalog) && !seeds.await(store, catalog, seeding::soon, SEED_TIMEOUT)) {
            throw new DatabaseUnavailableException(
                    "the initial stock of catalog " + catalog.id() + " is still being stored");
        }
    }

    /** Returns the current position in the sequence of updates from the database, for {@link #sold}. */
    public long mark() {
        return levels.generation();
    }

    /** Reduces cached levels after an order, unless the cache was updated since the mark, and reads changes soon. */
    public void sold(CatalogId catalog, Map<Sku, Integer> quantities, long mark) {
        levels.sold(catalog, quantities, mark);
        reading.soon();
    }

    /** Makes the background task read changes at once. Called when the cache has proved outdated. */
    public void refresh() {
        reading.soon();
    }

    @Override
    @Deactivate
    public void close() {
        seeding.close();
        reading.close();
    }

    private StockLevel cached(CatalogId catalog, Sku sku, Optional<StockLevel> level) {
        StockLevel now = level.orElseThrow(
                () -> new IllegalArgumentException("catalog " + catalog + " does not count the stock of '" + sku
                        + "'; run stock:list " + catalog + " to see the SKUs that it counts"));
        levels.update(List.of(now));
        return now;
    }

    /** Stores the initial quantities of new versions. Runs as a task of its own, as it may take long. */
    Duration seed() {
        return seeds.apply(stores.stock(), levels) ? SEED_INTERVAL : SEED_RETRY;
    }

    /** Reads changed levels. Never called concurrently. */
    public Duration readChanges() {
        StockStore store = stores.stock();
        Instant since = store == lastStore ? asOf : null;
        lastStore = store;
        // if this fails, the next call reads everything: a commit during the outage may carry an old time stamp
        asOf = null;
        long begin = System.nanoTime();
        StockStore.Changes changes = store.changedSince(since);
        if (!changes.restoredAt().equals(restoredAt)) {
            // a restored backup has older levels, and lacks initial quantities stored since
            restoredAt = changes.restoredAt();
            seeds.forgetApplied();
            changes = store.changedSince(null);
        }
        levels.update(changes.levels());
        asOf = changes.asOf();
        return interval(Duration.ofNanos(System.nanoTime() - begin));
    }

    /**
     * Returns the pause between reads: at least twice the duration of the last read, so that reading large catalogs uses at most a third of
     * the time.
     */
    static Duration interval(Duration readTime) {
        Duration twice = readTime.multipliedBy(2);
        if (twice.compareTo(READ_INTERVAL) < 0) {
            return READ_INTERVAL;
        }
        return twice.compareTo(MAX_INTERVAL) > 0 ? MAX_INTERVAL : twice;
    }
}
