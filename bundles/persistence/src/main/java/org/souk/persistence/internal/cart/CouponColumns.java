package org.souk.persistence.internal.cart;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CouponCode;
import org.souk.api.money.Money;
import org.souk.api.store.StoredCoupon;
import org.souk.persistence.internal.sql.SessionRef;
import org.souk.persistence.internal.sql.Sql;

/** The coupon columns of a cart. In a closed cart they do not count. */
final class CouponColumns {
    /** The columns that {@link #read} reads, from {@code carts c}. */
    static final String ALL = "c.coupon, c.coupon_shown, c.coupon_currency, c.coupon_used_up";

    private CouponColumns() {}

    /**
     * Reads the coupon, or null.
     *
     * @param at index of the first column of {@link #ALL}, from 1
     */
    static @Nullable StoredCoupon read(ResultSet found, int at) throws SQLException {
        String code = found.getString(at);
        if (code == null) {
            return null;
        }
        Money shown = new Money(found.getLong(at + 1), Currency.getInstance(found.getString(at + 2)));
        return new StoredCoupon(new CouponCode(code), shown, found.getInt(at + 3) != 0);
    }

    /** Sets the coupon of a cart; null removes it. */
    static void write(Sql sql, SessionRef session, @Nullable StoredCoupon coupon) throws SQLException {
        sql.update(
                "UPDATE carts SET coupon = ?, coupon_shown = ?, coupon_currency = ?,"
                        + " coupon_used_up = ? WHERE catalog = ? AND session_key = ?",
                coupon == null ? null : coupon.code().value(),
                coupon == null ? 0L : coupon.shown().amount(),
                coupon == null ? null : coupon.shown().currency().getCurrencyCode(),
                coupon != null && coupon.usedUp() ? 1 : 0,
                session.catalog(),
                session.session());
    }
}
