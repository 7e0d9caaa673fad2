package org.souk.persistence.internal.cart;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.souk.api.cart.LineId;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.Sku;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.money.Money;
import org.souk.api.store.StoredCart;
import org.souk.api.store.StoredCoupon;
import org.souk.api.store.StoredLine;
import org.souk.persistence.internal.sql.ColumnLimits;
import org.souk.persistence.internal.sql.SessionRef;
import org.souk.persistence.internal.sql.Sql;

/**
 * Reads and writes the cart of a session with its lines, in a transaction that has locked the session. It writes only the rows that change.
 */
public final class CartRows {
    private static final String OF_SESSION = " WHERE catalog = ? AND session_key = ?";
    private static final String OF_LINE = OF_SESSION + " AND line_id = ?";
    /** The columns that {@link #coupon} reads, from {@code carts c}. */
    static final String COUPON = "c.coupon, c.coupon_shown, c.coupon_currency, c.coupon_used_up";

    private static final String LINE = "l.line_id, l.sku, l.title, l.quantity, l.shown_amount, l.shown_currency";

    private record Row(
            String cartId,
            boolean open,
            long version,
            String lastWrite,
            @Nullable StoredCoupon coupon) {
        static final Row NONE = new Row("", false, 0, "", null);
    }

    private final Sql sql;
    private final SessionRef session;
    private Row row = Row.NONE;
    private List<StoredLine> lines = List.of();

    private CartRows(Sql sql, SessionRef session) {
        this.sql = sql;
        this.session = session;
    }

    /** Loads the cart and its lines by one query. */
    public static CartRows load(Sql sql, SessionRef session) throws SQLException {
        CartRows rows = new CartRows(sql, session);
        List<StoredLine> lines = new ArrayList<>();
        sql.all(
                "SELECT " + LINE + ", c.cart_id, c.is_open, c.version, c.last_write, " + COUPON
                        + " FROM carts c"
                        // values instead of the columns of c: the database then reads no line of another cart,
                        // which may be locked
                        + " LEFT JOIN cart_lines l ON l.catalog = ? AND l.session_key = ?"
                        + " WHERE c.catalog = ? AND c.session_key = ? ORDER BY l.pos",
                found -> {
                    rows.row = new Row(
                            found.getString(7),
                            found.getInt(8) != 0,
                            found.getLong(9),
                            found.getString(10),
                            coupon(found, 11));
                    return found.getString(1) == null || lines.add(line(found));
                },
                session.catalog(),
                session.session(),
                session.catalog(),
                session.session());
        rows.lines = rows.row.open() ? lines : List.of();
        return rows;
    }

    /** An empty cart for a session that does not exist yet. */
    public static CartRows absent(Sql sql, SessionRef session) {
        return new CartRows(sql, session);
    }

    /** The lines of a cart in their order, without its row. */
    static List<StoredLine> lines(Sql sql, SessionRef session) throws SQLException {
        return sql.all(
                "SELECT " + LINE + " FROM cart_lines l" + OF_SESSION + " ORDER BY l.pos",
                CartRows::line,
                session.catalog(),
                session.session());
    }

    private static StoredLine line(ResultSet found) throws SQLException {
        Money price = new Money(found.getLong(5), Currency.getInstance(found.getString(6)));
        return new StoredLine(
                new LineId(found.getString(1)),
                new Sku(found.getString(2)),
                found.getString(3),
                found.getInt(4),
                price);
    }

    /**
     * Reads the coupon columns, or null. In a closed cart they hold what the next write overwrites, and do not count.
     *
     * @param at index of the first column of {@link #COUPON}, from 1
     */
    static @Nullable StoredCoupon coupon(ResultSet found, int at) throws SQLException {
        String code = found.getString(at);
        if (code == null) {
            return null;
        }
        Money shown = new Money(found.getLong(at + 1), Currency.getInstance(found.getString(at + 2)));
        return new StoredCoupon(new CouponCode(code), shown, found.getInt(at + 3) != 0);
    }

    /** The open cart, or {@link StoredCart#EMPTY}. */
    public StoredCart stored() {
        return row.open() ? new StoredCart(row.version(), lines, row.coupon()) : StoredCart.EMPTY;
    }

    /** Whether the cart has not become an order; it may be empty. */
    public boolean isOpen() {
        return row.open();
    }

    /** The id of the cart, of which a new one begins after an order; empty if the session never had a cart. */
    public String cartId() {
        return row.cartId();
    }

    /** The version of the cart, which increases with every write; 0 if the session never had a cart. */
    public long version() {
        return row.version();
    }

    String lastWrite() {
        return row.lastWrite();
    }

    /** Replaces lines and coupon. Creates the cart, or opens a new one, if none is open. */
    public StoredCart write(List<StoredLine> target, @Nullable StoredCoupon coupon, String mark) throws SQLException {
        return write(target, coupon, mark, 0);
    }

    /**
     * Replaces lines and coupon after a merge.
     *
     * @param minimum version of the cart that was merged into this one; the new version is greater
     */
    public StoredCart write(List<StoredLine> target, @Nullable StoredCoupon coupon, String mark, long minimum)
            throws SQLException {
        StoredCoupon before = row.coupon();
        Row next = new Row(
                row.open() ? row.cartId() : Sql.randomId(), true, Math.max(row.version(), minimum) + 1, mark, coupon);
        if (row.equals(Row.NONE)) {
            sql.update(
                    "INSERT INTO carts (cart_id, is_open, version, last_write, changed_at, catalog, session_key)"
                            + " VALUES (?, 1, ?, ?, souk_millis(), ?, ?)",
                    next.cartId(),
                    next.version(),
                    mark,
                    session.catalog(),
                    session.session());
            row = next;
        } else {
            update(next);
        }
        if (!Objects.equals(before, coupon)) {
            writeCoupon(coupon);
        }
        replace(target.stream().map(CartRows::storable).toList());
        return stored();
    }

    /** Empties and closes the cart, which became an order. */
    public void close() throws SQLException {
        update(new Row(row.cartId(), false, row.version() + 1, Sql.randomId(), row.coupon()));
        sql.update("DELETE FROM cart_lines" + OF_SESSION, session.catalog(), session.session());
        lines = List.of();
    }

    /**
     * Removes items that became an order. If the cart has more items or another coupon than the order, these continue in a new cart; if
     * nothing is left, the cart is closed. Either way this is one change, so the version increases by one.
     */
    public void close(Map<Sku, Integer> ordered, @Nullable CouponCode used) throws SQLException {
        List<StoredLine> left = new ArrayList<>();
        for (StoredLine line : lines) {
            int more = line.quantity() - ordered.getOrDefault(line.sku(), 0);
            if (more > 0) {
                left.add(new StoredLine(line.id(), line.sku(), line.title(), more, line.shownPrice()));
            }
        }
        if (left.isEmpty()) {
            close();
            return;
        }
        StoredCoupon other = row.coupon() != null && !row.coupon().code().equals(used) ? row.coupon() : null;
        if (!Objects.equals(row.coupon(), other)) {
            writeCoupon(other);
        }
        update(new Row(Sql.randomId(), true, row.version() + 1, Sql.randomId(), other));
        replace(left);
    }

    private void update(Row next) throws SQLException {
        int updated = sql.update(
                "UPDATE carts SET cart_id = ?, is_open = ?, version = ?, last_write = ?, changed_at = souk_millis()"
                        + OF_SESSION + " AND version = ?",
                next.cartId(),
                next.open() ? 1 : 0,
                next.version(),
                next.lastWrite(),
                session.catalog(),
                session.session(),
                row.version());
        if (updated != 1) {
            throw new DatabaseUnavailableException("the cart was changed in spite of its session's lock");
        }
        row = next;
    }

    private void writeCoupon(@Nullable StoredCoupon coupon) throws SQLException {
        sql.update(
                "UPDATE carts SET coupon = ?, coupon_shown = ?, coupon_currency = ?, coupon_used_up = ?" + OF_SESSION,
                coupon == null ? null : coupon.code().value(),
                coupon == null ? 0L : coupon.shown().amount(),
                coupon == null ? null : coupon.shown().currency().getCurrencyCode(),
                coupon != null && coupon.usedUp() ? 1 : 0,
                session.catalog(),
                session.session());
    }

    private void replace(List<StoredLine> target) throws SQLException {
        Map<LineId, Integer> before = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            before.put(lines.get(i).id(), i);
        }
        List<Object[]> added = new ArrayList<>();
        List<Object[]> changed = new ArrayList<>();
        for (int i = 0; i < target.size(); i++) {
            StoredLine line = target.get(i);
            Integer at = before.remove(line.id());
            if (at == null) {
                added.add(values(i, line));
            } else if (at != i || !line.equals(lines.get(at))) {
                changed.add(values(i, line));
            }
        }
        List<Object[]> removed = before.keySet().stream()
                .map(id -> new Object[] {session.catalog(), session.session(), id.value()})
                .toList();
        sql.updateAll("DELETE FROM cart_lines" + OF_LINE, removed);
        sql.updateAll(
                "UPDATE cart_lines SET pos = ?, sku = ?, title = ?, quantity = ?, shown_amount = ?, shown_currency = ?"
                        + OF_LINE,
                changed);
        sql.updateAll(
                "INSERT INTO cart_lines (pos, sku, title, quantity, shown_amount, shown_currency, catalog, session_key,"
                        + " line_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                added);
        lines = target;
    }

    private Object[] values(int position, StoredLine line) {
        return new Object[] {
            position,
            line.sku().value(),
            line.title(),
            line.quantity(),
            line.shownPrice().amount(),
            line.shownPrice().currency().getCurrencyCode(),
            session.catalog(),
            session.session(),
            line.id().value()
        };
    }

    private static StoredLine storable(StoredLine line) {
        return new StoredLine(
                line.id(),
                new Sku(ColumnLimits.exactly("sku", line.sku().value(), 255)),
                ColumnLimits.shortened(line.title(), 1000),
                ColumnLimits.positive("quantity", line.quantity()),
                line.shownPrice());
    }
}
