package org.souk.persistence.internal.stock;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Sku;
import org.souk.api.stock.StockLevel;
import org.souk.api.store.StockStore;
import org.souk.persistence.internal.sql.Sql;
import org.souk.persistence.internal.transaction.DatabaseCall;
import org.souk.persistence.internal.transaction.Transactions;

/** Stores stock levels. It uses SQL instead of entities, because the order of the locks matters here. */
@Component
public final class SqlStockStore implements StockStore {
    private static final Duration SEEDING = Duration.ofMinutes(3);

    /** The deadline of calls that read all rows and that no request waits for. */
    private static final Duration READING = Duration.ofSeconds(15);

    /** How far before the given time a query for changes begins: a change gets its time before it is committed, at most 2.5 s later. */
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    private final Transactions transactions;

    @Activate
    public SqlStockStore(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Applies figures. One transaction only holds the lock of the catalog, and short ones write the rows meanwhile. Each row records its
     * figure, so that after a failure the next call continues where this one ended.
     */
    @Override
    public boolean seed(CatalogId catalog, String digest, Map<Sku, Integer> figures) {
        DatabaseCall task = DatabaseCall.repeatable("apply stock figures").within(SEEDING);
        return transactions.run(task, unit -> {
            SeedRows seeds = new SeedRows(unit.sql(), catalog);
            if (seeds.isApplied(digest)) {
                unit.setRollbackOnly();
                return false;
            }
            seeds.lock();
            if (seeds.isApplied(digest)) {
                unit.setRollbackOnly();
                return false;
            }
            List<SeedRows.Batch> batches = seeds.batches(figures);
            if (!batches.isEmpty()) {
                transactions.run(DatabaseCall.once("note stock figures"), part -> {
                    new SeedRows(part.sql(), catalog).markUnfinished();
                    return true;
                });
            }
            for (SeedRows.Batch batch : batches) {
                // a statement keeps this transaction alive: PostgreSQL ends one that is idle
                seeds.lock();
                transactions.run(DatabaseCall.once("write stock figures"), part -> {
                    batch.write(part.sql());
                    return true;
                });
            }
            seeds.finish(digest);
            return true;
        });
    }

    @Override
    public boolean seedChanged(CatalogId catalog, String digest, String before, Map<Sku, Integer> changed) {
        if (changed.size() > MAX_CHANGED) {
            throw new IllegalArgumentException("more than " + MAX_CHANGED + " figures are not a few");
        }
        return transactions.repeatable("apply changed stock figures", unit -> {
            SeedRows seeds = new SeedRows(unit.sql(), catalog);
            seeds.lock();
            if (!seeds.isLast(before) || seeds.isApplied(digest)) {
                unit.setRollbackOnly();
                return false;
            }
            for (SeedRows.Batch batch : seeds.batchesOfFew(changed)) {
                batch.write(unit.sql());
            }
            seeds.finish(digest);
            return true;
        });
    }

    @Override
    public boolean seeded(CatalogId catalog, String digest) {
        return transactions.repeatable(
                "look for stock figures", unit -> new SeedRows(unit.sql(), catalog).isApplied(digest));
    }

    @Override
    public List<StockLevel> levels(CatalogId catalog) {
        DatabaseCall task = DatabaseCall.repeatable("list stock").within(READING);
        return transactions.run(task, unit -> new StockRows(unit.sql(), catalog).all());
    }

    @Override
    public Optional<StockLevel> set(CatalogId catalog, Sku sku, int available) {
        if (available < 0) {
            throw new IllegalArgumentException("stock is 0 or more, not " + available);
        }
        return transactions.run(DatabaseCall.once("set stock"), unit -> {
            StockRows rows = new StockRows(unit.sql(), catalog);
            rows.set(sku, available);
            return rows.find(sku);
        });
    }

    @Override
    public Optional<StockLevel> add(CatalogId catalog, Sku sku, int items) {
        return transactions.run(DatabaseCall.once("add stock"), unit -> {
            StockRows rows = new StockRows(unit.sql(), catalog);
            Optional<StockLevel> before = rows.lock(sku);
            if (before.isPresent()) {
                check(sku, before.get().available(), items);
                rows.add(sku, items);
            }
            return rows.find(sku);
        });
    }

    private static void check(Sku sku, int available, int items) {
        long sum = (long) available + items;
        if (sum < 0 || sum > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(sku + " has " + available + ", so " + items + " cannot be added");
        }
    }

    @Override
    public Changes changedSince(@Nullable Instant since) {
        DatabaseCall task = DatabaseCall.repeatable("read stock").within(READING);
        return transactions.run(task, unit -> {
            Instant asOf = Instant.ofEpochMilli(unit.sql().millis());
            long restored = unit.sql()
                    .first("SELECT COALESCE(MAX(restored_at), 0) FROM restores", row -> row.getLong(1))
                    .orElseThrow();
            return new Changes(changes(unit.sql(), since), asOf, Instant.ofEpochMilli(restored));
        });
    }

    private static List<StockLevel> changes(Sql sql, @Nullable Instant since) throws SQLException {
        if (since == null) {
            return sql.all("SELECT " + StockRows.COLUMNS + " FROM stock", StockRows::level);
        }
        long from = since.minus(OVERLAP).toEpochMilli();
        return sql.all("SELECT " + StockRows.COLUMNS + " FROM stock WHERE changed_at >= ?", StockRows::level, from);
    }
}
