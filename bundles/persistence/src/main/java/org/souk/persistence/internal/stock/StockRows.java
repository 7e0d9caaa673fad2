package org.souk.persistence.internal.stock;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Sku;
import org.souk.api.order.Shortage;
import org.souk.api.stock.StockLevel;
import org.souk.persistence.internal.sql.Sql;

/**
 * The rows of stock. Whoever changes several does it in the order of their SKUs, so that two never wait for each other.
 *
 * What is held cannot be taken from whoever holds it. A figure that falls by more than is free is owed the rest: it comes off what is
 * given back, and is forgotten with what is sold, as if that had been sold before. So {@code available - owed} is what there is but for
 * what is held, and at least minus that; where a container of the steps before, which does not know of it, left more, the rest is none.
 */
public final class StockRows {
    static final String COLUMNS = "catalog, sku, available, reserved, owed";

    /** What there is but for what is held; less than nothing if something is owed. */
    private static final String THERE =
            "(CASE WHEN owed - available > reserved THEN -reserved ELSE available - owed END)";

    private static final String THEN = "(" + THERE + " + ?)";

    /** Adds pieces, or takes them away as far as there are any; its values come from {@link #more}. */
    static final String MORE = "available = CASE WHEN " + THEN + " > 0 THEN " + THEN + " ELSE 0 END,"
            + " owed = CASE WHEN " + THEN + " >= 0 THEN 0 WHEN " + THEN + " < -reserved THEN reserved"
            + " ELSE -" + THEN + " END";

    private static final String OF_SKU = ", changed_at = souk_millis() WHERE catalog = ? AND sku = ?";

    private final Sql sql;
    private final CatalogId catalog;

    /** Of that catalog. */
    public StockRows(Sql sql, CatalogId catalog) {
        this.sql = sql;
        this.catalog = catalog;
    }

    /**
     * Takes pieces.
     *
     * @param oversell SKUs of which as many are taken as there are
     * @return what was taken; if there is too little of something the transaction must be undone
     */
    public Taken take(Map<Sku, Integer> pieces, Set<Sku> oversell) throws SQLException {
        Map<Sku, Integer> taken = new TreeMap<>();
        List<Shortage> shortages = new ArrayList<>();
        for (Map.Entry<Sku, Integer> wanted : new TreeMap<>(pieces).entrySet()) {
            Sku sku = wanted.getKey();
            int quantity = wanted.getValue();
            int got = take(sku, quantity, oversell.contains(sku));
            taken.put(sku, got);
            if (got < quantity && !oversell.contains(sku)) {
                shortages.add(new Shortage(sku, quantity, available(sku)));
            }
        }
        return new Taken(taken, shortages);
    }

    /**
     * Pieces that were taken.
     *
     * @param shortages of what there is too little
     */
    public record Taken(Map<Sku, Integer> pieces, List<Shortage> shortages) {}

    /**
     * Holds pieces for somebody: they are taken, and counted as reserved.
     *
     * @param oversell whether as many are held as there are, if there are fewer
     * @return how many are held; fewer than wanted, without {@code oversell}: none
     */
    public int hold(Sku sku, int quantity, boolean oversell) throws SQLException {
        int held = take(sku, quantity, oversell);
        if (held > 0) {
            sql.update("UPDATE stock SET reserved = reserved + ?" + OF_SKU, held, catalog.value(), sku.value());
        }
        return held;
    }

    /** How many were taken: all, or none, or as many as there are. */
    private int take(Sku sku, int quantity, boolean oversell) throws SQLException {
        if (take(sku, quantity)) {
            return quantity;
        }
        int there = oversell ? lock(sku).map(StockLevel::available).orElse(0) : 0;
        return there > 0 && take(sku, there) ? there : 0;
    }

    /** What was held is sold. */
    public void sell(Sku sku, int held) throws SQLException {
        sql.update(
                "UPDATE stock SET owed = CASE WHEN owed - available > reserved - ? THEN available + reserved - ? ELSE owed END,"
                        + " reserved = reserved - ?" + OF_SKU,
                held,
                held,
                held,
                catalog.value(),
                sku.value());
    }

    /** What was held is given back. */
    public void giveBack(Sku sku, int held) throws SQLException {
        sql.update(
                "UPDATE stock SET " + MORE + ", reserved = reserved - ?" + OF_SKU,
                more(held, held, catalog.value(), sku.value()));
    }

    /** How many there are; 0 of what is not counted. */
    public int available(Sku sku) throws SQLException {
        return find(sku).map(StockLevel::available).orElse(0);
    }

    private boolean take(Sku sku, int quantity) throws SQLException {
        return sql.update(
                        "UPDATE stock SET available = available - ?" + OF_SKU + " AND available - owed >= ?",
                        quantity,
                        catalog.value(),
                        sku.value(),
                        quantity)
                > 0;
    }

    /** The values of a statement with {@link #MORE}, and those that follow. */
    static Object[] more(int pieces, Object... following) {
        Stream<Object> own = Collections.nCopies(5, (Object) pieces).stream();
        return Stream.concat(own, Arrays.stream(following)).toArray();
    }

    /** Locks the row until the transaction ends. */
    public Optional<StockLevel> lock(Sku sku) throws SQLException {
        sql.update("UPDATE stock SET reserved = reserved" + OF_SKU, catalog.value(), sku.value());
        return find(sku);
    }

    /** Whoever says how many there are has seen them: nothing is owed. */
    void set(Sku sku, int available) throws SQLException {
        sql.update("UPDATE stock SET available = ?, owed = 0" + OF_SKU, available, catalog.value(), sku.value());
    }

    /** There are so many more; nothing happens to what is not counted. */
    public void add(Sku sku, int pieces) throws SQLException {
        sql.update("UPDATE stock SET " + MORE + OF_SKU, more(pieces, catalog.value(), sku.value()));
    }

    Optional<StockLevel> find(Sku sku) throws SQLException {
        return sql.first(
                "SELECT " + COLUMNS + " FROM stock WHERE catalog = ? AND sku = ?",
                StockRows::level,
                catalog.value(),
                sku.value());
    }

    List<StockLevel> all() throws SQLException {
        return sql
                .all("SELECT " + COLUMNS + " FROM stock WHERE catalog = ?", StockRows::level, catalog.value())
                .stream()
                .sorted(Comparator.comparing(StockLevel::sku))
                .toList();
    }

    static StockLevel level(ResultSet row) throws SQLException {
        return new StockLevel(
                new CatalogId(row.getString(1)),
                new Sku(row.getString(2)),
                Math.max(0, row.getInt(3) - row.getInt(5)),
                row.getInt(4));
    }
}
