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
 * The rows of stock. A transaction changes several rows in the order of their SKUs, so that no two transactions deadlock.
 *
 * A merchant may lower the stock figure of a catalog by more than is available, because other items are reserved for open payments. {@code
 * owed} is the number of items that could not be deducted: they are deducted when a reservation ends without an order. After a sale no more
 * is owed than is still reserved. So {@code available - owed} is the stock without reserved items, at least {@code -reserved}.
 */
public final class StockRows {
    static final String COLUMNS = "catalog, sku, available, reserved, owed";

    /** SQL for the stock without reserved items after adding some; negative if items are owed. */
    private static final String NET_AFTER = "(available - owed + ?)";

    /** SQL that adds a number of items, which may be negative; {@link #addValues} gives its parameters. */
    static final String ADD = "available = CASE WHEN " + NET_AFTER + " > 0 THEN " + NET_AFTER + " ELSE 0 END,"
            + " owed = CASE WHEN " + NET_AFTER + " >= 0 THEN 0 WHEN " + NET_AFTER + " < -reserved THEN reserved"
            + " ELSE -" + NET_AFTER + " END";

    private static final String OF_SKU = ", changed_at = souk_millis() WHERE catalog = ? AND sku = ?";

    private final Sql sql;
    private final CatalogId catalog;

    public StockRows(Sql sql, CatalogId catalog) {
        this.sql = sql;
        this.catalog = catalog;
    }

    /**
     * Takes items out of stock.
     *
     * @param oversell SKUs that may be sold beyond their stock: if there are fewer items, these are taken
     * @return what was taken; if there are shortages, the transaction must be rolled back
     */
    public Taken take(Map<Sku, Integer> quantities, Set<Sku> oversell) throws SQLException {
        Map<Sku, Integer> taken = new TreeMap<>();
        List<Shortage> shortages = new ArrayList<>();
        for (Map.Entry<Sku, Integer> wanted : new TreeMap<>(quantities).entrySet()) {
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

    /** The number of items taken by SKU, and the SKUs of which there were too few. */
    public record Taken(Map<Sku, Integer> quantities, List<Shortage> shortages) {}

    /**
     * Reserves items: takes them out of the available ones and counts them as reserved.
     *
     * @param oversell whether the SKU may be sold beyond its stock: if there are fewer items, these are reserved
     * @return how many are reserved; without {@code oversell} all or none
     */
    public int reserve(Sku sku, int quantity, boolean oversell) throws SQLException {
        int reserved = take(sku, quantity, oversell);
        if (reserved > 0) {
            sql.update("UPDATE stock SET reserved = reserved + ?" + OF_SKU, reserved, catalog.value(), sku.value());
        }
        return reserved;
    }

    /** Returns how many were taken: all or none; with {@code oversell} as many as are available. */
    private int take(Sku sku, int quantity, boolean oversell) throws SQLException {
        if (take(sku, quantity)) {
            return quantity;
        }
        int there = oversell ? lock(sku).map(StockLevel::available).orElse(0) : 0;
        return there > 0 && take(sku, there) ? there : 0;
    }

    /** Turns reserved items into sold ones. */
    public void sell(Sku sku, int reserved) throws SQLException {
        sql.update(
                "UPDATE stock SET owed = CASE WHEN owed - available > reserved - ? THEN available + reserved - ? ELSE owed END,"
                        + " reserved = reserved - ?" + OF_SKU,
                reserved,
                reserved,
                reserved,
                catalog.value(),
                sku.value());
    }

    /** Makes reserved items available again, except those that are owed. */
    public void release(Sku sku, int reserved) throws SQLException {
        sql.update(
                "UPDATE stock SET " + ADD + ", reserved = reserved - ?" + OF_SKU,
                addValues(reserved, reserved, catalog.value(), sku.value()));
    }

    /** Available items; 0 if the SKU has no row. */
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

    /** Returns the parameters of {@link #ADD}, followed by others. */
    static Object[] addValues(int items, Object... following) {
        Stream<Object> own = Collections.nCopies(5, (Object) items).stream();
        return Stream.concat(own, Arrays.stream(following)).toArray();
    }

    /** Locks the row until the transaction ends. */
    public Optional<StockLevel> lock(Sku sku) throws SQLException {
        sql.update("UPDATE stock SET reserved = reserved" + OF_SKU, catalog.value(), sku.value());
        return find(sku);
    }

    /** Sets the number of items that the merchant counted, so nothing is owed any more. */
    void set(Sku sku, int available) throws SQLException {
        sql.update("UPDATE stock SET available = ?, owed = 0" + OF_SKU, available, catalog.value(), sku.value());
    }

    /** Adds items, which may be negative; nothing happens if the SKU has no row. */
    public void add(Sku sku, int items) throws SQLException {
        sql.update("UPDATE stock SET " + ADD + OF_SKU, addValues(items, catalog.value(), sku.value()));
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
