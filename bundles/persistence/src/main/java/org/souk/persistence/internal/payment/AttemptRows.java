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
import org.souk.persistence.internal.entity.AttemptLineRef;
import org.souk.persistence.internal.entity.AttemptLineRow;
import org.souk.persistence.internal.entity.AttemptRow;
import org.souk.persistence.internal.entity.OrderRef;
import org.souk.persistence.internal.order.rows.CouponRows;
import org.souk.persistence.internal.sql.SessionRef;
import org.souk.persistence.internal.stock.StockRows;
import org.souk.persistence.internal.transaction.UnitOfWork;

/** The rows of attempts and their lines. They are locked after their session, and before stock. */
public final class AttemptRows {
    private final UnitOfWork unit;

    /** In that transaction. */
    public AttemptRows(UnitOfWork unit) {
        this.unit = unit;
    }

    /** As it is. */
    public Optional<PaymentAttempt> find(String id) throws SQLException {
        AttemptRow row = unit.entities().find(AttemptRow.class, id);
        return row == null
                ? Optional.empty()
                : Optional.of(row.toAttempt(lines(id), unit.sql().millis()));
    }

    /** Locks it until the transaction ends. Nothing of it was read before. */
    Optional<AttemptRow> lock(String id) throws SQLException {
        unit.sql().update("UPDATE payment_attempts SET tries = tries WHERE attempt_id = ?", id);
        return Optional.ofNullable(unit.entities().find(AttemptRow.class, id));
    }

    /** The attempt of that cart that is open, locked. */
    public Optional<AttemptRow> open(SessionRef session, String cartId) throws SQLException {
        return locked("", "active_cart = ?", session.catalog(), cartId)
                .filter(attempt -> attempt.state() == State.OPEN);
    }

    /** The attempt that has become that order, locked. */
    public Optional<AttemptRow> ofOrder(OrderRef order) throws SQLException {
        return locked(
                " --DERBY-PROPERTIES index=payment_attempts_of_order\n",
                "order_number = ?",
                order.catalog(),
                order.number());
    }

    private Optional<AttemptRow> locked(String by, String which, String catalog, String value) throws SQLException {
        Optional<String> id = unit.sql()
                .first(
                        "SELECT attempt_id FROM payment_attempts" + by + " WHERE catalog = ? AND " + which,
                        row -> row.getString(1),
                        catalog,
                        value);
        return id.isEmpty() ? Optional.empty() : lock(id.get());
    }

    /** Whether the attempt is for just that. */
    public boolean isFor(AttemptRow attempt, String fingerprint, long cartVersion, Decision.Pay<?> pay) {
        return attempt.isFor(fingerprint, cartVersion)
                && attempt.details(lines(attempt.id())).equals(pay.placing().details());
    }

    /**
     * Another order of its cart takes its place: its pieces are given back.
     *
     * @param wanted what that order takes next: all is locked now, in the order of the SKUs
     * @return the coupon of which it held a use, which the other has now, or null
     */
    public @Nullable CouponCode giveWay(AttemptRow attempt, Set<Sku> wanted) throws SQLException {
        StockRows stock =
                new StockRows(unit.sql(), new CatalogId(attempt.session().catalog()));
        Set<Sku> all = new TreeSet<>(wanted);
        lines(attempt.id()).stream()
                .filter(line -> line.held() > 0)
                .map(AttemptLineRow::sku)
                .forEach(all::add);
        for (Sku sku : all) {
            stock.lock(sku);
        }
        giveBackPieces(attempt);
        CouponCode held = attempt.releaseCoupon();
        attempt.end(
                State.CANCELLING,
                "gave way to another order of its cart",
                unit.sql().millis());
        unit.entities().flush();
        return held;
    }

    /** Writes it and holds its pieces; if there are too few the transaction must be undone. */
    public List<Shortage> begin(AttemptRow attempt, Decision.Pay<?> pay) throws SQLException {
        attempt.begin(pay.site(), unit.sql().millis(), pay.hold(), pay.again());
        unit.entities().persist(attempt);
        unit.entities().flush();
        List<AttemptLineRow> lines = new ArrayList<>();
        for (OrderLine line : pay.placing().details().lines()) {
            AttemptLineRow row = new AttemptLineRow(
                    new AttemptLineRef(attempt.id(), lines.size()),
                    line,
                    pay.placing().take().containsKey(line.sku()),
                    pay.placing().oversell().contains(line.sku()));
            unit.entities().persist(row);
            lines.add(row);
        }
        return hold(attempt, lines);
    }

    /** Holds all pieces, in the order of their SKUs; what is missing. */
    List<Shortage> hold(AttemptRow attempt, List<AttemptLineRow> lines) throws SQLException {
        StockRows stock =
                new StockRows(unit.sql(), new CatalogId(attempt.session().catalog()));
        List<Shortage> shortages = new ArrayList<>();
        for (AttemptLineRow line : bySku(lines)) {
            if (line.counted()) {
                line.hold(stock.hold(line.sku(), line.quantity(), line.oversell()));
                if (line.held() < line.quantity() && !line.oversell()) {
                    shortages.add(new Shortage(line.sku(), line.quantity(), stock.available(line.sku())));
                }
            }
        }
        return shortages;
    }

    /** Holds a use of its coupon once more; whether there was one. */
    boolean holdCoupon(AttemptRow attempt) throws SQLException {
        boolean taken = coupons(attempt).take(attempt.coupon(), attempt.couponMost());
        if (taken) {
            attempt.holdCoupon(attempt.couponMost());
        }
        return taken;
    }

    private CouponRows coupons(AttemptRow attempt) {
        return new CouponRows(unit.sql(), attempt.session().catalog());
    }

    /** Gives back what is held. */
    void giveBack(AttemptRow attempt) throws SQLException {
        giveBackPieces(attempt);
        coupons(attempt).giveBack(attempt.releaseCoupon());
    }

    private void giveBackPieces(AttemptRow attempt) throws SQLException {
        StockRows stock =
                new StockRows(unit.sql(), new CatalogId(attempt.session().catalog()));
        for (AttemptLineRow line : bySku(lines(attempt.id()))) {
            if (line.held() > 0) {
                stock.giveBack(line.sku(), line.held());
                line.hold(0);
            }
        }
    }

    /** What is held is sold; how many that are. */
    Map<Sku, Integer> sell(AttemptRow attempt, List<AttemptLineRow> lines) throws SQLException {
        Map<Sku, Integer> sold = new HashMap<>();
        StockRows stock =
                new StockRows(unit.sql(), new CatalogId(attempt.session().catalog()));
        for (AttemptLineRow line : bySku(lines)) {
            if (line.held() > 0) {
                stock.sell(line.sku(), line.held());
                sold.merge(line.sku(), line.held(), Integer::sum);
                line.hold(0);
            }
        }
        attempt.releaseCoupon();
        return sold;
    }

    /** In the order in which they were in the cart. */
    List<AttemptLineRow> lines(String id) {
        return unit.entities()
                .createQuery(
                        "SELECT l FROM AttemptLineRow l WHERE l.id.attempt = :attempt ORDER BY l.id.position",
                        AttemptLineRow.class)
                .setParameter("attempt", id)
                .getResultList();
    }

    /** Newest first. */
    List<PaymentAttempt> newest(@Nullable String catalog, int limit) throws SQLException {
        String where = catalog == null ? "" : "WHERE a.catalog = :catalog ";
        var query = unit.entities()
                .createQuery(
                        "SELECT a FROM AttemptRow a " + where + "ORDER BY a.startedAt DESC, a.id", AttemptRow.class);
        if (catalog != null) {
            query.setParameter("catalog", catalog);
        }
        return attempts(query.setMaxResults(limit).getResultList());
    }

    /** With their lines. */
    private List<PaymentAttempt> attempts(List<AttemptRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<String, List<AttemptLineRow>> lines = unit
                .entities()
                .createQuery(
                        "SELECT l FROM AttemptLineRow l WHERE l.id.attempt IN :attempts ORDER BY l.id.position",
                        AttemptLineRow.class)
                .setParameter("attempts", rows.stream().map(AttemptRow::id).toList())
                .getResultList()
                .stream()
                .collect(Collectors.groupingBy(AttemptLineRow::attempt));
        long now = unit.sql().millis();
        return rows.stream()
                .map(row -> row.toAttempt(lines.getOrDefault(row.id(), List.of()), now))
                .toList();
    }

    private static List<AttemptLineRow> bySku(List<AttemptLineRow> lines) {
        return lines.stream().sorted(Comparator.comparing(AttemptLineRow::sku)).toList();
    }
}
