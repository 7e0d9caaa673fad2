package org.souk.persistence.internal.payment;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.Sku;
import org.souk.api.order.OrderLine;
import org.souk.api.order.Shortage;
import org.souk.api.payment.PaymentAttempt;
import org.souk.api.payment.PaymentAttempt.State;
import org.souk.api.store.OrderStore.Decision;
import org.souk.persistence.internal.entity.OrderRef;
import org.souk.persistence.internal.entity.PaymentAttemptRow;
import org.souk.persistence.internal.entity.PaymentLineRef;
import org.souk.persistence.internal.entity.PaymentLineRow;
import org.souk.persistence.internal.order.rows.CouponRows;
import org.souk.persistence.internal.sql.SessionRef;
import org.souk.persistence.internal.stock.StockRows;
import org.souk.persistence.internal.transaction.UnitOfWork;

/**
 * Payment attempts with their lines, and the stock and coupon that they reserve. A transaction locks them after their session and before
 * stock.
 */
public final class PaymentAttemptRows {
    private final UnitOfWork unit;

    public PaymentAttemptRows(UnitOfWork unit) {
        this.unit = unit;
    }

    public Optional<PaymentAttempt> find(String id) throws SQLException {
        PaymentAttemptRow row = unit.entities().find(PaymentAttemptRow.class, id);
        return row == null
                ? Optional.empty()
                : Optional.of(row.toAttempt(lines(id), unit.sql().millis()));
    }

    /** Locks the attempt until the transaction ends. The transaction must not have read it before. */
    Optional<PaymentAttemptRow> lock(String id) throws SQLException {
        unit.sql().update("UPDATE payment_attempts SET tries = tries WHERE attempt_id = ?", id);
        return Optional.ofNullable(unit.entities().find(PaymentAttemptRow.class, id));
    }

    /** Locks the open attempt of a cart. */
    public Optional<PaymentAttemptRow> open(SessionRef session, String cartId) throws SQLException {
        return locked("", "active_cart = ?", session.catalog(), cartId)
                .filter(attempt -> attempt.state() == State.OPEN);
    }

    /** Locks the attempt that became an order. */
    public Optional<PaymentAttemptRow> ofOrder(OrderRef order) throws SQLException {
        return locked(
                " --DERBY-PROPERTIES index=payment_attempts_of_order\n",
                "order_number = ?",
                order.catalog(),
                order.number());
    }

    private Optional<PaymentAttemptRow> locked(String by, String which, String catalog, String value)
            throws SQLException {
        Optional<String> id = unit.sql()
                .first(
                        "SELECT attempt_id FROM payment_attempts" + by + " WHERE catalog = ? AND " + which,
                        row -> row.getString(1),
                        catalog,
                        value);
        return id.isEmpty() ? Optional.empty() : lock(id.get());
    }

    /** Whether the attempt was started by the same request, for the same order as this one. */
    public boolean isFor(PaymentAttemptRow attempt, String fingerprint, long cartVersion, Decision.Pay<?> pay) {
        return attempt.isFor(fingerprint, cartVersion)
                && attempt.details(lines(attempt.id())).equals(pay.placing().details());
    }

    /**
     * Cancels an attempt in favour of another order of its cart, and releases its stock.
     *
     * @param wanted SKUs that the other order takes next; they are locked too, so that all locks are in the order of the SKUs
     * @return the coupon of which the attempt had reserved a use that the caller now owns, or null
     */
    public @Nullable CouponCode supersede(PaymentAttemptRow attempt, Set<Sku> wanted) throws SQLException {
        StockRows stock = stock(attempt);
        Set<Sku> all = new TreeSet<>(wanted);
        lines(attempt.id()).stream()
                .filter(line -> line.reserved() > 0)
                .map(PaymentLineRow::sku)
                .forEach(all::add);
        for (Sku sku : all) {
            stock.lock(sku);
        }
        releaseStock(attempt);
        CouponCode reserved = attempt.releaseCoupon();
        attempt.end(
                State.CANCELLING,
                "gave way to another order of its cart",
                unit.sql().millis());
        unit.entities().flush();
        return reserved;
    }

    /** Inserts the attempt and reserves its stock. If there are shortages, the transaction must be rolled back. */
    public List<Shortage> begin(PaymentAttemptRow attempt, Decision.Pay<?> pay) throws SQLException {
        attempt.begin(pay.site(), unit.sql().millis(), pay.reservation(), pay.again());
        unit.entities().persist(attempt);
        unit.entities().flush();
        List<PaymentLineRow> lines = new ArrayList<>();
        for (OrderLine line : pay.placing().details().lines()) {
            PaymentLineRow row = new PaymentLineRow(
                    new PaymentLineRef(attempt.id(), lines.size()),
                    line,
                    pay.placing().take().containsKey(line.sku()),
                    pay.placing().oversell().contains(line.sku()));
            unit.entities().persist(row);
            lines.add(row);
        }
        return reserve(attempt, lines);
    }

    /** Reserves the items of all lines in the order of their SKUs, and returns what is missing. */
    List<Shortage> reserve(PaymentAttemptRow attempt, List<PaymentLineRow> lines) throws SQLException {
        StockRows stock = stock(attempt);
        List<Shortage> shortages = new ArrayList<>();
        for (PaymentLineRow line : bySku(lines)) {
            if (line.counted()) {
                line.setReserved(stock.reserve(line.sku(), line.quantity(), line.oversell()));
                if (line.reserved() < line.quantity() && !line.oversell()) {
                    shortages.add(new Shortage(line.sku(), line.quantity(), stock.available(line.sku())));
                }
            }
        }
        return shortages;
    }

    /** Reserves a use of the coupon again; false if none is left. */
    boolean reserveCoupon(PaymentAttemptRow attempt) throws SQLException {
        boolean taken = coupons(attempt).take(attempt.coupon(), attempt.couponMost());
        if (taken) {
            attempt.reserveCoupon(attempt.couponMost());
        }
        return taken;
    }

    private StockRows stock(PaymentAttemptRow attempt) {
        return new StockRows(unit.sql(), new CatalogId(attempt.session().catalog()));
    }

    private CouponRows coupons(PaymentAttemptRow attempt) {
        return new CouponRows(unit.sql(), attempt.session().catalog());
    }

    void release(PaymentAttemptRow attempt) throws SQLException {
        releaseStock(attempt);
        coupons(attempt).release(attempt.releaseCoupon());
    }

    private void releaseStock(PaymentAttemptRow attempt) throws SQLException {
        StockRows stock = stock(attempt);
        for (PaymentLineRow line : bySku(lines(attempt.id()))) {
            if (line.reserved() > 0) {
                stock.release(line.sku(), line.reserved());
                line.setReserved(0);
            }
        }
    }

    /** Turns reserved stock into sold stock, and returns how many items of each SKU. */
    Map<Sku, Integer> sell(PaymentAttemptRow attempt, List<PaymentLineRow> lines) throws SQLException {
        Map<Sku, Integer> sold = new HashMap<>();
        StockRows stock = stock(attempt);
        for (PaymentLineRow line : bySku(lines)) {
            if (line.reserved() > 0) {
                stock.sell(line.sku(), line.reserved());
                sold.merge(line.sku(), line.reserved(), Integer::sum);
                line.setReserved(0);
            }
        }
        attempt.releaseCoupon();
        return sold;
    }

    /** The lines in the order of the cart. */
    List<PaymentLineRow> lines(String id) {
        return unit.entities()
                .createQuery(
                        "SELECT l FROM PaymentLineRow l WHERE l.id.attempt = :attempt ORDER BY l.id.position",
                        PaymentLineRow.class)
                .setParameter("attempt", id)
                .getResultList();
    }

    List<PaymentAttempt> newest(@Nullable CatalogId catalog, int limit) throws SQLException {
        String where = catalog == null ? "" : "WHERE a.catalog = :catalog ";
        var query = unit.entities()
                .createQuery(
                        "SELECT a FROM PaymentAttemptRow a " + where + "ORDER BY a.startedAt DESC, a.id",
                        PaymentAttemptRow.class);
        if (catalog != null) {
            query.setParameter("catalog", catalog.value());
        }
        return attempts(query.setMaxResults(limit).getResultList());
    }

    private List<PaymentAttempt> attempts(List<PaymentAttemptRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<String, List<PaymentLineRow>> lines = unit
                .entities()
                .createQuery(
                        "SELECT l FROM PaymentLineRow l WHERE l.id.attempt IN :attempts ORDER BY l.id.position",
                        PaymentLineRow.class)
                .setParameter(
                        "attempts", rows.stream().map(PaymentAttemptRow::id).toList())
                .getResultList()
                .stream()
                .collect(Collectors.groupingBy(PaymentLineRow::attempt));
        long now = unit.sql().millis();
        return rows.stream()
                .map(row -> row.toAttempt(lines.getOrDefault(row.id(), List.of()), now))
                .toList();
    }

    private static List<PaymentLineRow> bySku(List<PaymentLineRow> lines) {
        return lines.stream().sorted(Comparator.comparing(PaymentLineRow::sku)).toList();
    }
}
