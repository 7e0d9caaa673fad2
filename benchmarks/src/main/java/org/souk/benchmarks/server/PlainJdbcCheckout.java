package org.souk.benchmarks.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Cart and order in plain JDBC, on one connection with prepared statements. It uses the shared tables under its own catalog id, with the
 * rows, locks and commits that Souk promises and no other statement. Stock is locked in SKU order. For one request at a time.
 */
public final class PlainJdbcCheckout {
    public static final long PRICE = 1000;
    private static final String CATALOG = "plain";
    private static final int ITEMS = 100;
    private static final long LIFETIME = 30L * 24 * 60 * 60 * 1000;

    public record Line(String id, String sku, String title, int quantity) {}

    /** A cart with its lines in order. */
    public record Cart(boolean there, boolean open, String id, long version, List<Line> lines) {}

    private final Connection connection;
    private final boolean postgres;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    public PlainJdbcCheckout(String url, String user, String password) throws SQLException {
        connection = DriverManager.getConnection(url, user, password);
        connection.setAutoCommit(false);
        postgres = url.startsWith("jdbc:postgresql:");
    }

    /** Inserts the stock. */
    public static void stock(String url, String user, String password) throws SQLException {
        PlainJdbcCheckout till = new PlainJdbcCheckout(url, user, password);
        till.update("INSERT INTO order_counters (catalog, last_number) VALUES (?, 0)", CATALOG);
        for (int i = 1; i <= ITEMS; i++) {
            till.update(
                    "INSERT INTO stock (catalog, sku, available, reserved, seed, changed_at) VALUES (?, ?, ?, 0, ?, 0)",
                    CATALOG,
                    "SKU-" + i,
                    9_000_000,
                    9_000_000);
        }
        till.connection.commit();
        till.connection.close();
    }

    /** Adds items to a cart. Creates session and cart if needed. */
    public Cart add(String session, String sku, int quantity) throws SQLException {
        boolean known = update(
                        "UPDATE sessions SET expires_at = souk_millis() + ?"
                                + " WHERE catalog = ? AND session_key = ? AND expires_at > souk_millis()",
                        LIFETIME,
                        CATALOG,
                        session)
                > 0;
        Cart cart = known ? cart(session) : new Cart(false, false, "", 0, List.of());
        if (!known) {
            update(
                    "INSERT INTO sessions (catalog, session_key, created_at, expires_at)"
                            + " VALUES (?, ?, souk_millis(), souk_millis() + ?)",
                    CATALOG,
                    session,
                    LIFETIME);
        }
        if (!cart.there()) {
            update(
                    "INSERT INTO carts (catalog, session_key, cart_id, is_open, version, changed_at, last_write)"
                            + " VALUES (?, ?, ?, 1, 1, souk_millis(), ?)",
                    CATALOG,
                    session,
                    random(),
                    random());
        } else {
            update(
                    "UPDATE carts SET cart_id = ?, is_open = 1, version = version + 1, changed_at = souk_millis(),"
                            + " last_write = ? WHERE catalog = ? AND session_key = ?",
                    cart.open() ? cart.id() : random(),
                    random(),
                    CATALOG,
                    session);
        }
        Cart changed = new Cart(true, true, cart.id(), cart.version() + 1, put(session, cart.lines(), sku, quantity));
        connection.commit();
        return changed;
    }

    private List<Line> put(String session, List<Line> before, String sku, int quantity) throws SQLException {
        List<Line> lines = new ArrayList<>(before);
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.sku().equals(sku)) {
                Line more = new Line(line.id(), sku, line.title(), line.quantity() + quantity);
                update(
                        "UPDATE cart_lines SET quantity = ? WHERE catalog = ? AND session_key = ? AND line_id = ?",
                        more.quantity(),
                        CATALOG,
                        session,
                        line.id());
                lines.set(i, more);
                return lines;
            }
        }
        Line line = new Line(UUID.randomUUID().toString(), sku, "Item " + sku + " [v0]", quantity);
        update(
                "INSERT INTO cart_lines (catalog, session_key, line_id, pos, sku, title, quantity, shown_amount,"
                        + " shown_currency) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'GBP')",
                CATALOG,
                session,
                line.id(),
                lines.size(),
                sku,
                line.title(),
                quantity,
                PRICE);
        lines.add(line);
        return lines;
    }

    /** Orders the cart and returns the order number. A repeated request gets the first number. */
    public long order(String session, String key, JsonNode form) throws SQLException {
        update(
                "UPDATE sessions SET created_at = created_at"
                        + " WHERE catalog = ? AND session_key = ? AND expires_at > souk_millis()",
                CATALOG,
                session);
        String before = before(session, key);
        if (before != null) {
            connection.rollback();
            return Long.parseLong(before);
        }
        Cart cart = cart(session);
        if (cart.lines().isEmpty()) {
            throw new IllegalStateException("the cart is empty");
        }
        List<Line> sorted =
                cart.lines().stream().sorted(Comparator.comparing(Line::sku)).toList();
        for (Line line : sorted) {
            int taken = update(
                    "UPDATE stock SET available = available - ?, changed_at = souk_millis()"
                            + " WHERE catalog = ? AND sku = ? AND available >= ?",
                    line.quantity(),
                    CATALOG,
                    line.sku(),
                    line.quantity());
            if (taken == 0) {
                throw new IllegalStateException("too little of " + line.sku());
            }
        }
        update(
                "UPDATE carts SET is_open = 0, version = version + 1, changed_at = souk_millis(), last_write = ?"
                        + " WHERE catalog = ? AND session_key = ?",
                random(),
                CATALOG,
                session);
        update("DELETE FROM cart_lines WHERE catalog = ? AND session_key = ?", CATALOG, session);
        long number = number();
        insert(session, key, form, cart, number);
        connection.commit();
        return number;
    }

    private @Nullable String before(String session, String key) throws SQLException {
        PreparedStatement statement = statement(
                "SELECT order_number FROM idempotency_keys WHERE catalog = ? AND session_key = ? AND request_key = ?",
                CATALOG,
                session,
                key);
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    /** The next order number; its row stays locked until commit. */
    private long number() throws SQLException {
        String next = "UPDATE order_counters SET last_number = last_number + 1 WHERE catalog = ?";
        if (!postgres) {
            update(next, CATALOG);
        }
        PreparedStatement statement = statement(
                postgres ? next + " RETURNING last_number" : "SELECT last_number FROM order_counters WHERE catalog = ?",
                CATALOG);
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void insert(String session, String key, JsonNode form, Cart cart, long number) throws SQLException {
        JsonNode address = form.get("shippingAddress");
        String order = String.valueOf(number);
        long total =
                cart.lines().stream().mapToLong(line -> line.quantity() * PRICE).sum();
        update(
                "INSERT INTO orders (catalog, order_number, counter_value, status, session_key, cart_id, placed_at, node,"
                        + " email, ship_name, ship_line1, ship_line2, ship_city, ship_region, ship_postcode,"
                        + " ship_country, shipping_method, payment_method, subtotal, discount, shipping, tax,"
                        + " tax_included, total, currency, locale, version)"
                        + " VALUES (?, ?, ?, 'PLACED', ?, ?, souk_millis(), 'plain', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                        + " ?, 0, 0, 0, 1, ?, 'GBP', 'en-GB', 1)",
                CATALOG,
                order,
                number,
                session,
                cart.id(),
                form.get("email").asText(),
                address.get("name").asText(),
                address.get("line1").asText(),
                address.get("line2").asText(),
                address.get("city").asText(),
                address.get("region").asText(),
                address.get("postcode").asText(),
                address.get("country").asText(),
                form.get("shippingMethod").asText(),
                form.get("payment").get("method").asText(),
                total,
                total);
        int position = 0;
        for (Line line : cart.lines()) {
            update(
                    "INSERT INTO order_lines (catalog, order_number, pos, sku, title, quantity, unit_price, line_total,"
                            + " taken) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    CATALOG,
                    order,
                    position++,
                    line.sku(),
                    line.title(),
                    line.quantity(),
                    PRICE,
                    line.quantity() * PRICE,
                    line.quantity());
        }
        update(
                "INSERT INTO idempotency_keys (catalog, session_key, request_key, purpose, fingerprint, order_number,"
                        + " used_at) VALUES (?, ?, ?, 'ORDER', ?, ?, souk_millis())",
                CATALOG,
                session,
                key,
                Integer.toHexString(form.hashCode()),
                order);
    }

    /** Reads cart and lines with one query. */
    private Cart cart(String session) throws SQLException {
        PreparedStatement statement = statement(
                "SELECT c.is_open, c.cart_id, c.version, l.line_id, l.sku, l.title, l.quantity FROM carts c"
                        + " LEFT JOIN cart_lines l ON l.catalog = c.catalog AND l.session_key = c.session_key"
                        + " WHERE c.catalog = ? AND c.session_key = ? ORDER BY l.pos",
                CATALOG,
                session);
        try (ResultSet rows = statement.executeQuery()) {
            Cart cart = new Cart(false, false, "", 0, new ArrayList<>());
            while (rows.next()) {
                if (!cart.there()) {
                    cart = new Cart(true, rows.getInt(1) == 1, rows.getString(2), rows.getLong(3), cart.lines());
                }
                if (rows.getString(4) != null) {
                    cart.lines().add(new Line(rows.getString(4), rows.getString(5), rows.getString(6), rows.getInt(7)));
                }
            }
            return cart;
        }
    }

    public void undo() throws SQLException {
        connection.rollback();
    }

    private int update(String sql, Object... values) throws SQLException {
        return statement(sql, values).executeUpdate();
    }

    private PreparedStatement statement(String sql, Object... values) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    /** 32 hexadecimal digits. */
    public static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
