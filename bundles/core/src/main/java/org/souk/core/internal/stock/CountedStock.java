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
import org.souk.core.internal.background.Background;
import org.souk.core.internal.background.Repeat;
import org.souk.core.internal.store.StoreRegistry;

/** Stock as the shared database counts it, in memory so that no page waits for it. */
@Component(
        service = {Stock.class, CatalogListener.class, CountedStock.class},
        immediate = true)
public final class CountedStock implements Stock, CatalogListener, AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration SEED_AGAIN = Duration.ofSeconds(1);
    private static final Duration SEEDED = Duration.ofHours(1);

    /** How long an order waits for figures that are being stored. */
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    private final StoreRegistry ports;
    private final StockLevelCache levels = new StockLevelCache();
    private final InitialStock seeds = new InitialStock();
    private final Repeat seeding;
    private final Repeat feed;
    private @Nullable StockStore asked;
    private @Nullable Instant asOf;
    private Instant restoredAt = Instant.EPOCH;

    /** Starts to look. */
    @Activate
    public CountedStock(@Reference StoreRegistry ports, @Reference Background background) {
        this.ports = ports;
        this.seeding = background.repeat("Storing catalogs' stock figures in the shared database", this::seed);
        this.feed = background.repeat("Reading stock from the shared database", this::look);
    }

    @Override
    public void live(LiveCatalog live) {
        seeds.bring(live.catalog(), levels.open(live.catalog()));
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
        return ports.stock().levels(catalog);
    }

    @Override
    public StockLevel set(CatalogId catalog, Sku sku, int available) {
        if (available < 0) {
            throw new IllegalArgumentException("there are 0 pieces or more, not " + available);
        }
        return told(catalog, sku, ports.stock().set(catalog, sku, available));
    }

    @Override
    public StockLevel add(CatalogId catalog, Sku sku, int pieces) {
        return told(catalog, sku, ports.stock().add(catalog, sku, pieces));
    }

    /**
     * Before an order: sees to it that the store has the figures of that version. Storing them may take long, so no request does it.
     *
     * @throws org.souk.api.database.DatabaseUnavailableException if they are not stored within 1.5 s
     */
    public void ensureSeeded(LiveCatalog shop) {
        StockStore store = ports.stock();
        Catalog catalog = shop.catalog();
        if (!seeds.has(store, catalog) && !seeds.await(store, catalog, seeding::soon, PATIENCE)) {
            throw new DatabaseUnavailableException(
                    "the stock figures of catalog " + catalog.id() + " are being stored");
        }
    }

    /** What to hand to {@link #sold} with what is sold from now on. */
    public long mark() {
        return levels.told();
    }

    /** After an order: pieces that were taken since the mark. */
    public void sold(CatalogId catalog, Map<Sku, Integer> pieces, long mark) {
        levels.sold(catalog, pieces, mark);
        feed.soon();
    }

    /** What is in memory proved wrong: looks at once. */
    public void doubt() {
        feed.soon();
    }

    @Override
    @Deactivate
    public void close() {
        seeding.close();
        feed.close();
    }

    private StockLevel told(CatalogId catalog, Sku sku, Optional<StockLevel> level) {
        StockLevel now = level.orElseThrow(() -> new IllegalArgumentException("catalog " + catalog
                + " counts no stock of '" + sku + "'; see the SKUs that it counts with stock:list " + catalog));
        levels.tell(List.of(now));
        return now;
    }

    /** Stores the figures of catalogs that came; always by one thread at a time, and not by the one that looks: it may take long. */
    Duration seed() {
        return seeds.apply(ports.stock(), levels) ? SEEDED : SEED_AGAIN;
    }

    /** One look at what is new; always by one thread at a time. */
    public Duration look() {
        StockStore store = ports.stock();
        Instant since = store == asked ? asOf : null;
        asked = store;
        // after an outage all is read again: what was being committed then may be stamped long before it could be seen
        asOf = null;
        long begin = System.nanoTime();
        StockStore.Changes changes = store.changedSince(since);
        if (!changes.restoredAt().equals(restoredAt)) {
            // an older copy: levels in it changed long ago, and figures that were stored since are not in it
            restoredAt = changes.restoredAt();
            seeds.doubt();
            changes = store.changedSince(null);
        }
        levels.tell(changes.levels());
        asOf = changes.asOf();
        return pause(Duration.ofNanos(System.nanoTime() - begin));
    }

    /** A large catalog that was just seeded is told for a while: looking takes a third of the time at the most. */
    static Duration pause(Duration look) {
        Duration twice = look.multipliedBy(2);
        if (twice.compareTo(BETWEEN_LOOKS) < 0) {
            return BETWEEN_LOOKS;
        }
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }
}
