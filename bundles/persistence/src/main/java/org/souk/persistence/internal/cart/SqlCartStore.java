package org.souk.persistence.internal.cart;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.cart.CartSummary;
import org.souk.api.catalog.CatalogId;
import org.souk.api.session.SessionKey;
import org.souk.api.session.SessionSummary;
import org.souk.api.store.CartStore;
import org.souk.api.store.StoredCart;
import org.souk.api.store.StoredCoupon;
import org.souk.api.store.StoredLine;
import org.souk.persistence.internal.sql.SessionRef;
import org.souk.persistence.internal.sql.Sql;
import org.souk.persistence.internal.transaction.DatabaseShare;
import org.souk.persistence.internal.transaction.Transactions;
import org.souk.persistence.internal.transaction.UnitOfWork;

/** Stores sessions and carts. It uses SQL instead of entities, because the locks and the number of round trips matter here. */
@Component
public final class SqlCartStore implements CartStore {
    private static final int MAX_READS = 5;
    private static final String SESSIONS =
            "SELECT s.catalog, s.session_key, s.created_at, s.expires_at, COALESCE(SUM(l.quantity), 0)"
                    + " FROM sessions s LEFT JOIN cart_lines l";

    private final Transactions transactions;

    @Activate
    public SqlCartStore(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<StoredCart> find(CatalogId catalog, SessionKey session) {
        SessionRef ref = new SessionRef(catalog, session);
        return transactions.repeatable("read a cart", DatabaseShare.of(catalog, session), unit -> read(unit, ref));
    }

    /** Reads a cart without a lock. Reads its version before and after the lines, because another transaction may write in between. */
    private static Optional<StoredCart> read(UnitOfWork unit, SessionRef ref) throws SQLException {
        Optional<Head> head = head(unit.sql(), ref);
        for (int read = 1; head.isPresent(); read++) {
            if (head.get().version() == 0) {
                return Optional.of(StoredCart.EMPTY);
            }
            if (read == MAX_READS) {
                return locked(unit, ref);
            }
            List<StoredLine> lines = CartRows.lines(unit.sql(), ref);
            Optional<Head> after = head(unit.sql(), ref);
            if (after.equals(head)) {
                return Optional.of(
                        new StoredCart(head.get().version(), lines, head.get().coupon()));
            }
            head = after;
        }
        return Optional.empty();
    }

    /** Reads a cart under the lock, because it is changed too often to be read without. */
    private static Optional<StoredCart> locked(UnitOfWork unit, SessionRef ref) throws SQLException {
        boolean exists = new SessionRows(unit.sql()).lock(ref);
        Optional<StoredCart> cart =
                exists ? Optional.of(CartRows.load(unit.sql(), ref).stored()) : Optional.empty();
        unit.setRollbackOnly();
        return cart;
    }

    /** Version and coupon of a cart; version 0 if the cart is not open. */
    private record Head(long version, @Nullable StoredCoupon coupon) {
        static final Head CLOSED = new Head(0, null);
    }

    /** The row of the cart without its lines; empty if the session does not exist. */
    private static Optional<Head> head(Sql sql, SessionRef ref) throws SQLException {
        return sql.first(
                "SELECT c.version, c.is_open, " + CartRows.COUPON
                        + " FROM sessions s LEFT JOIN carts c"
                        + " ON c.catalog = s.catalog AND c.session_key = s.session_key"
                        + " WHERE s.catalog = ? AND s.session_key = ? AND s.expires_at > souk_millis()",
                row -> row.getInt(2) == 0 ? Head.CLOSED : new Head(row.getLong(1), CartRows.coupon(row, 3)),
                ref.catalog(),
                ref.session());
    }

    @Override
    public <R> Change<R> change(Command command, Function<StoredCart, Decision<R>> decide) {
        return transactions.repeatable(
                "change a cart",
                DatabaseShare.of(command.catalog(), command.session()),
                new CartChange<>(command, decide));
    }

    @Override
    public List<CartSummary> carts(@Nullable CatalogId catalog, int limit) {
        String sql = "SELECT c.catalog, c.session_key, COUNT(*), SUM(l.quantity), c.changed_at"
                + " FROM carts c JOIN sessions s ON s.catalog = c.catalog AND s.session_key = c.session_key"
                + " JOIN cart_lines l ON l.catalog = c.catalog AND l.session_key = c.session_key"
                + " WHERE c.is_open = 1 AND s.expires_at > souk_millis()"
                + (catalog == null ? "" : " AND c.catalog = ?")
                + " GROUP BY c.catalog, c.session_key, c.changed_at"
                + " ORDER BY c.changed_at DESC FETCH FIRST " + limit + " ROWS ONLY";
        return transactions.repeatable("list carts", unit -> unit.sql()
                .all(
                        sql,
                        row -> new CartSummary(
                                new SessionKey(row.getString(2)),
                                new CatalogId(row.getString(1)),
                                row.getInt(3),
                                row.getInt(4),
                                Instant.ofEpochMilli(row.getLong(5))),
                        times(1, catalog)));
    }

    @Override
    public List<SessionSummary> sessions(@Nullable CatalogId catalog, int limit) {
        String only = catalog == null ? "" : " AND s.catalog = ?";
        // a customer's cart has a session key that no browser holds
        String sql = SESSIONS + " ON l.catalog = s.catalog AND l.session_key = s.session_key"
                + " WHERE s.expires_at > souk_millis() AND NOT EXISTS (SELECT 1 FROM customer_carts o"
                + " WHERE o.catalog = s.catalog AND o.cart_key = s.session_key)" + only
                + " GROUP BY s.catalog, s.session_key, s.created_at, s.expires_at UNION ALL "
                + SESSIONS.replace("FROM sessions", "FROM sign_ins")
                + " ON l.catalog = s.catalog AND l.session_key = s.cart_key WHERE s.expires_at > souk_millis()" + only
                + " GROUP BY s.catalog, s.session_key, s.created_at, s.expires_at"
                + " ORDER BY 3 DESC FETCH FIRST " + limit + " ROWS ONLY";
        return transactions.repeatable("list sessions", unit -> unit.sql()
                .all(
                        sql,
                        row -> new SessionSummary(
                                new SessionKey(row.getString(2)),
                                new CatalogId(row.getString(1)),
                                Instant.ofEpochMilli(row.getLong(3)),
                                Instant.ofEpochMilli(row.getLong(4)),
                                row.getInt(5)),
                        times(2, catalog)));
    }

    private static Object[] times(int count, @Nullable CatalogId catalog) {
        return catalog == null
                ? new Object[0]
                : Collections.nCopies(count, catalog.value()).toArray();
    }
}
