package org.souk.persistence.internal.stock;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Sku;
import org.souk.api.store.StockStore;
import org.souk.persistence.internal.sql.ColumnLimits;
import org.souk.persistence.internal.sql.Sql;

/**
 * The stock figures of a catalog, and which of them were applied last (the seed). New figures change the stock by their difference from
 * those, so that sales in between count.
 */
final class SeedRows {
    private static final int MAX_DIGEST = 128;
    private static final int ROWS = StockStore.MAX_CHANGED;
    /**
     * Digest that is recorded as applied while figures are written in several transactions, when the rows are a mixture of two versions.
     */
    private static final String UNFINISHED = "";

    private static final String CHANGE = "UPDATE stock SET " + StockRows.ADD
            + ", seed = ?, changed_at = souk_millis() WHERE catalog = ? AND sku = ? AND seed = ?";
    private static final String INSERT =
            "INSERT INTO stock (catalog, sku, available, reserved, seed, changed_at) VALUES (?, ?, ?, 0, ?, souk_millis())";

    private final Sql sql;
    private final CatalogId catalog;

    SeedRows(Sql sql, CatalogId catalog) {
        this.sql = sql;
        this.catalog = catalog;
    }

    boolean isApplied(String digest) throws SQLException {
        return sql.exists(
                "SELECT 1 FROM applied_seeds WHERE catalog = ? AND digest = ?",
                catalog.value(),
                ColumnLimits.exactly("digest", digest, MAX_DIGEST));
    }

    /** Whether the figures with this digest were the last ones, and completely applied. Requires the lock. */
    boolean isLast(String digest) throws SQLException {
        return !isApplied(UNFINISHED)
                && sql.exists(
                        "SELECT 1 FROM seeded_catalogs WHERE catalog = ? AND last_digest = ?",
                        catalog.value(),
                        ColumnLimits.exactly("digest", digest, MAX_DIGEST));
    }

    /** Records that writing starts. Committed before the first batch, while another transaction holds the lock. */
    void markUnfinished() throws SQLException {
        if (!isApplied(UNFINISHED)) {
            apply(UNFINISHED);
        }
    }

    /** Locks the figures of the catalog. If two transactions insert the row, one of them fails and runs again. */
    void lock() throws SQLException {
        int met = sql.update("UPDATE seeded_catalogs SET last_digest = last_digest WHERE catalog = ?", catalog.value());
        if (met == 0) {
            sql.update("INSERT INTO seeded_catalogs (catalog, last_digest) VALUES (?, '')", catalog.value());
        }
    }

    /**
     * The changes to write, in batches that are each short enough for a transaction of their own. Changes that a container committed before
     * it crashed are left out.
     */
    List<Batch> batches(Map<Sku, Integer> figures) throws SQLException {
        return batches(figures, lastSeeds());
    }

    /** The changes of a few figures, in at most two batches. */
    List<Batch> batchesOfFew(Map<Sku, Integer> figures) throws SQLException {
        if (figures.isEmpty()) {
            return List.of();
        }
        List<Object> values = new ArrayList<>(List.of(catalog.value()));
        figures.keySet().forEach(sku -> values.add(sku.value()));
        // use lists of two lengths only, since each length is a statement to cache
        int count = figures.size() <= 10 ? 10 : ROWS;
        values.addAll(Collections.nCopies(count - figures.size(), values.get(values.size() - 1)));
        String marks = String.join(", ", Collections.nCopies(count, "?"));
        Map<String, Integer> last = new HashMap<>();
        sql.all(
                "SELECT sku, seed FROM stock WHERE catalog = ? AND sku IN (" + marks + ")",
                row -> last.put(row.getString(1), row.getInt(2)),
                values.toArray());
        return batches(figures, last);
    }

    private List<Batch> batches(Map<Sku, Integer> figures, Map<String, Integer> last) {
        List<Object[]> fresh = new ArrayList<>();
        List<Object[]> changed = new ArrayList<>();
        Map<Sku, Integer> differing = new TreeMap<>();
        figures.forEach((sku, figure) -> {
            Integer before = last.get(sku.value());
            if (before == null || before != Math.max(0, figure)) {
                differing.put(sku, Math.max(0, figure));
            }
        });
        differing.forEach((sku, now) -> {
            Integer before = last.get(sku.value());
            if (before == null) {
                fresh.add(new Object[] {catalog.value(), sku.value(), now, now});
            } else {
                int difference = now - before;
                changed.add(StockRows.addValues(difference, now, catalog.value(), sku.value(), before));
            }
        });
        List<Batch> batches = new ArrayList<>();
        split(CHANGE, changed, batches);
        split(INSERT, fresh, batches);
        return batches;
    }

    private static void split(String statement, List<Object[]> rows, List<Batch> batches) {
        for (int from = 0; from < rows.size(); from += ROWS) {
            batches.add(new Batch(statement, rows.subList(from, Math.min(rows.size(), from + ROWS))));
        }
    }

    /** Rows to write by one statement. */
    record Batch(String statement, List<Object[]> rows) {
        void write(Sql sql) throws SQLException {
            sql.updateAll(statement, rows);
        }
    }

    /** Records that all figures are applied. */
    void finish(String digest) throws SQLException {
        sql.update("UPDATE seeded_catalogs SET last_digest = ? WHERE catalog = ?", digest, catalog.value());
        sql.update("DELETE FROM applied_seeds WHERE catalog = ? AND digest = ?", catalog.value(), UNFINISHED);
        apply(digest);
    }

    private void apply(String digest) throws SQLException {
        sql.update(
                "INSERT INTO applied_seeds (catalog, digest, applied_at) VALUES (?, ?, souk_millis())",
                catalog.value(),
                digest);
    }

    private Map<String, Integer> lastSeeds() throws SQLException {
        Map<String, Integer> seeds = new HashMap<>();
        sql.all(
                "SELECT sku, seed FROM stock WHERE catalog = ?",
                row -> seeds.put(row.getString(1), row.getInt(2)),
                catalog.value());
        return seeds;
    }
}
