package org.souk.persistence.internal.order.rows;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CouponCode;
import org.souk.persistence.internal.sql.Sql;

/**
 * Counts the uses of coupons, to enforce their limits. A use is an order or a payment attempt. The row is locked after stock and before the
 * order counter; two rows are locked in the order of their codes.
 */
public final class CouponRows {
    private final Sql sql;
    private final String catalog;

    public CouponRows(Sql sql, String catalog) {
        this.sql = sql;
        this.catalog = catalog;
    }

    /**
     * Takes a use of one coupon and releases a use of another. If both are the same coupon, nothing changes.
     *
     * @param back the coupon of a payment attempt that the order replaces, or null
     * @param take the coupon to use, or null
     * @param most limit of its uses
     * @return false if no use was left; then the transaction must be rolled back
     */
    public boolean exchange(@Nullable CouponCode back, @Nullable CouponCode take, int most) throws SQLException {
        if (take == null || back == null) {
            release(back);
            return take(take, most);
        }
        if (take.equals(back)) {
            return true;
        }
        if (back.compareTo(take) < 0) {
            release(back);
            return take(take, most);
        }
        boolean taken = take(take, most);
        release(back);
        return taken;
    }

    /**
     * Takes a use. If two transactions insert the row, one fails and runs again.
     *
     * @return false if no use was left
     */
    public boolean take(@Nullable CouponCode code, int most) throws SQLException {
        if (code == null) {
            return true;
        }
        if (most < 1) {
            return false;
        }
        if (increment(code, most)) {
            return true;
        }
        boolean exists =
                sql.update("UPDATE coupon_uses SET used = used WHERE catalog = ? AND coupon = ?", catalog, code.value())
                        > 0;
        if (exists) {
            // another container may have inserted the row since the first statement
            return increment(code, most);
        }
        sql.update("INSERT INTO coupon_uses (catalog, coupon, used) VALUES (?, ?, 1)", catalog, code.value());
        return true;
    }

    private boolean increment(CouponCode code, int most) throws SQLException {
        return sql.update(
                        "UPDATE coupon_uses SET used = used + 1 WHERE catalog = ? AND coupon = ? AND used < ?",
                        catalog,
                        code.value(),
                        most)
                > 0;
    }

    public void release(@Nullable CouponCode code) throws SQLException {
        if (code != null) {
            sql.update(
                    "UPDATE coupon_uses SET used = used - 1 WHERE catalog = ? AND coupon = ? AND used > 0",
                    catalog,
                    code.value());
        }
    }
}
