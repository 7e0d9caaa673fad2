package org.souk.persistence.internal.order;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CouponCode;
import org.souk.persistence.internal.sql.Sql;

/**
 * How often coupons are used. Each use is one order, or an attempt to pay for one. Its row is locked after stock, and before the counter;
 * whoever changes two does it in the order of their codes.
 */
public final class CouponRows {
    private final Sql sql;
    private final String catalog;

    /** Of that catalog. */
    public CouponRows(Sql sql, String catalog) {
        this.sql = sql;
        this.catalog = catalog;
    }

    /**
     * Uses one, and gives a use of another back; of the same, the use goes on.
     *
     * @param back what an order of the same cart held before, or null
     * @param take what is used now, or null
     * @param most how often that may be used
     * @return whether there was a use left; if not, the transaction must be undone
     */
    boolean move(@Nullable CouponCode back, @Nullable CouponCode take, int most) throws SQLException {
        if (take == null || back == null) {
            giveBack(back);
            return take(take, most);
        }
        if (take.equals(back)) {
            return true;
        }
        if (back.compareTo(take) < 0) {
            giveBack(back);
            return take(take, most);
        }
        boolean taken = take(take, most);
        giveBack(back);
        return taken;
    }

    /**
     * Uses it once more. Two that make its row at once meet at its key, and one tries again.
     *
     * @param code null for nothing to use
     * @return whether there was a use left
     */
    public boolean take(@Nullable CouponCode code, int most) throws SQLException {
        if (code == null) {
            return true;
        }
        if (most < 1) {
            return false;
        }
        if (step(code, most)) {
            return true;
        }
        boolean exists =
                sql.update("UPDATE coupon_uses SET used = used WHERE catalog = ? AND coupon = ?", catalog, code.value())
                        > 0;
        if (exists) {
            // another container may have inserted it since the first statement
            return step(code, most);
        }
        sql.update("INSERT INTO coupon_uses (catalog, coupon, used) VALUES (?, ?, 1)", catalog, code.value());
        return true;
    }

    private boolean step(CouponCode code, int most) throws SQLException {
        return sql.update(
                        "UPDATE coupon_uses SET used = used + 1 WHERE catalog = ? AND coupon = ? AND used < ?",
                        catalog,
                        code.value(),
                        most)
                > 0;
    }

    /**
     * Gives a use back.
     *
     * @param code null for nothing to give back
     */
    public void giveBack(@Nullable CouponCode code) throws SQLException {
        if (code != null) {
            sql.update(
                    "UPDATE coupon_uses SET used = used - 1 WHERE catalog = ? AND coupon = ? AND used > 0",
                    catalog,
                    code.value());
        }
    }
}
