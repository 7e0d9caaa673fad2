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

/** Stock by plain statements: what matters here is which rows are locked when. */
@Component
public final class SqlStockStore implements StockStore {
    private static final Duration SEEDING = Duration.ofMinutes(3);

    /** For what no request waits for, and reads all there is. */
    private static final Duration READING = Duration.ofSeconds(15);

    /** A change is stamped before it is committed; one that is later than 2.5 s is not committed at all. */
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    private final Transactions transactions;

    /** In that database. */
    @Activate
    public SqlStockStore(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * One transaction holds the catalog's lock and nothing else; the rows are written in short ones beside it. Whatever ends it, the
     * rows that were written know their figure, so that the next begins where this one ended.
     */
    @Override
    public boolean seed(CatalogId catalog, String digest, Map<Sku, Integer> figures) {
        DatabaseCall task = DatabaseCall.repeatable("apply stock figures").within(SEEDING);
        return transactions.run(task, unit -> {
            SeedRows seeds = new SeedRows(unit.sql(), catalog);
            if (seeds.isApplied(digest)) {
                unit.undo();
                return false;
            }
            seeds.lock();
            if (seeds.isApplied(digest)) {
                unit.undo();
                return false;
            }
            List<SeedRows.Piece> pieces = seeds.pieces(figures);
            if (!pieces.isEmpty()) {
                transactions.run(DatabaseCall.once("note stock figures"), part -> {
                    new SeedRows(part.sql(), catalog).begin();
                    return true;
                });
            }
            for (SeedRows.Piece piece : pieces) {
                // who holds the lock says so now and then: PostgreSQL ends a transaction that does nothing
                seeds.lock();
                transactions.run(DatabaseCall.once("write stock figures"), part -> {
                    piece.write(part.sql());
                    return true;
                });
            }
            seeds.note(digest);
            return true;
        });
    }

    @Override
    public boolean seedChanged(CatalogId catalog, String digest, String before, Map<Sku, Integer> changed) {
        if (changed.size() > MOST_CHANGED) {
            throw new IllegalArgumentException("more than " + MOST_CHANGED + " figures are not a few");
        }
        return transactions.run(DatabaseCall.repeatable("apply changed stock figures"), unit -> {
            SeedRows seeds = new SeedRows(unit.sql(), catalog);
            seeds.lock();
            if (!seeds.isLast(before) || seeds.isApplied(digest)) {
                unit.undo();
                return false;
            }
            for (SeedRows.Piece piece : seeds.fewPieces(changed)) {
                piece.write(unit.sql());
            }
            seeds.note(digest);
            return true;
        });
    }

    @Override
    public boolean seeded(CatalogId catalog, String digest) {
        return transactions.run(
                DatabaseCall.repeatable("look for stock figures"),
                unit -> new SeedRows(unit.sql(), catalog).isApplied(digest));
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
    public Optional<StockLevel> add(CatalogId catalog, Sku sku, int pieces) {
        return transactions.run(DatabaseCall.once("add stock"), unit -> {
            StockRows rows = new StockRows(unit.sql(), catalog);
            Optional<StockLevel> before = rows.lock(sku);
            if (before.isPresent()) {
                check(sku, before.get().available(), pieces);
                rows.add(sku, pieces);
            }
            return rows.find(sku);
        });
    }

    private static void check(Sku sku, int available, int pieces) {
        long sum = (long) available + pieces;
        if (sum < 0 || sum > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(sku + " has " + available + ", so " + pieces + " cannot be added");
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
