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

/** Which figures of a catalog were applied, and how new ones are: as the difference from those applied last. */
final class SeedRows {
    private static final int MOST_DIGEST = 128;
    private static final int ROWS = StockStore.MOST_CHANGED;
    /** Stands among what was applied while figures are being written in several transactions: what is then found is of two contents. */
    private static final String HALF = "";

    private static final String CHANGE = "UPDATE stock SET " + StockRows.MORE
            + ", seed = ?, changed_at = souk_millis() WHERE catalog = ? AND sku = ? AND seed = ?";
    private static final String INSERT =
            "INSERT INTO stock (catalog, sku, available, reserved, seed, changed_at) VALUES (?, ?, ?, 0, ?, souk_millis())";

    private final Sql sql;
    private final String catalog;

    SeedRows(Sql sql, CatalogId catalog) {
        this.sql = sql;
        this.catalog = catalog.value();
    }

    boolean isApplied(String digest) throws SQLException {
        return sql.first(
                        "SELECT 1 FROM applied_seeds WHERE catalog = ? AND digest = ?",
                        row -> true,
                        catalog,
                        ColumnLimits.exactly("digest", digest, MOST_DIGEST))
                .isPresent();
    }

    /** Whether that is what was applied last, to its end. Under the lock. */
    boolean isLast(String digest) throws SQLException {
        return !isApplied(HALF)
                && sql.first(
                                "SELECT 1 FROM seeded_catalogs WHERE catalog = ? AND last_digest = ?",
                                row -> true,
                                catalog,
                                ColumnLimits.exactly("digest", digest, MOST_DIGEST))
                        .isPresent();
    }

    /** Notes that writing begins: committed before the first piece, while another transaction holds the lock. */
    void begin() throws SQLException {
        if (!isApplied(HALF)) {
            apply(HALF);
        }
    }

    /** Locks the catalog against other figures; two that make the row at once meet at its key, and one tries again. */
    void lock() throws SQLException {
        int met = sql.update("UPDATE seeded_catalogs SET last_digest = last_digest WHERE catalog = ?", catalog);
        if (met == 0) {
            sql.update("INSERT INTO seeded_catalogs (catalog, last_digest) VALUES (?, '')", catalog);
        }
    }

    /**
     * What is to be done, in pieces that are each short enough for a transaction of their own. What a container that died did of it
     * is not among them.
     */
    List<Piece> pieces(Map<Sku, Integer> figures) throws SQLException {
        return pieces(figures, lastSeeds());
    }

    /** The same of a few, in two pieces at the most. */
    List<Piece> fewPieces(Map<Sku, Integer> figures) throws SQLException {
        if (figures.isEmpty()) {
            return List.of();
        }
        List<Object> values = new ArrayList<>(List.of(catalog));
        figures.keySet().forEach(sku -> values.add(sku.value()));
        // a few texts for all counts: statements are kept
        int count = figures.size() <= 10 ? 10 : ROWS;
        values.addAll(Collections.nCopies(count - figures.size(), values.get(values.size() - 1)));
        String marks = String.join(", ", Collections.nCopies(count, "?"));
        Map<String, Integer> last = new HashMap<>();
        sql.all(
                "SELECT sku, seed FROM stock WHERE catalog = ? AND sku IN (" + marks + ")",
                row -> last.put(row.getString(1), row.getInt(2)),
                values.toArray());
        return pieces(figures, last);
    }

    private List<Piece> pieces(Map<Sku, Integer> figures, Map<String, Integer> last) {
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
                fresh.add(new Object[] {catalog, sku.value(), now, now});
            } else {
                int difference = now - before;
                changed.add(StockRows.more(difference, now, catalog, sku.value(), before));
            }
        });
        List<Piece> pieces = new ArrayList<>();
        cut(CHANGE, changed, pieces);
        cut(INSERT, fresh, pieces);
        return pieces;
    }

    private static void cut(String statement, List<Object[]> rows, List<Piece> pieces) {
        for (int from = 0; from < rows.size(); from += ROWS) {
            pieces.add(new Piece(statement, rows.subList(from, Math.min(rows.size(), from + ROWS))));
        }
    }

    /** Rows that one statement writes. */
    record Piece(String statement, List<Object[]> rows) {
        void write(Sql sql) throws SQLException {
            sql.updateAll(statement, rows);
        }
    }

    /** Notes that all of them are applied. */
    void note(String digest) throws SQLException {
        sql.update("UPDATE seeded_catalogs SET last_digest = ? WHERE catalog = ?", digest, catalog);
        sql.update("DELETE FROM applied_seeds WHERE catalog = ? AND digest = ?", catalog, HALF);
        apply(digest);
    }

    private void apply(String digest) throws SQLException {
        sql.update(
                "INSERT INTO applied_seeds (catalog, digest, applied_at) VALUES (?, ?, souk_millis())",
                catalog,
                digest);
    }

    private Map<String, Integer> lastSeeds() throws SQLException {
        Map<String, Integer> seeds = new HashMap<>();
        sql.all(
                "SELECT sku, seed FROM stock WHERE catalog = ?",
                row -> seeds.put(row.getString(1), row.getInt(2)),
                catalog);
        return seeds;
    }
}
