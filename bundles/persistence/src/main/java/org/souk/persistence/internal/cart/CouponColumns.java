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

/**
 * The coupon columns of a cart. They count only while {@code coupon_cart} is the {@code cart_id} of the row.
 */
final class CouponColumns {
    /** The columns that {@link #read} reads, from {@code carts c}. */
    static final String ALL = "CASE WHEN c.coupon_cart = c.cart_id THEN 1 ELSE 0 END,"
            + " c.coupon, c.coupon_shown, c.coupon_currency, c.coupon_used_up";

    private CouponColumns() {}

    /**
     * Reads the coupon of the current cart, or null.
     *
     * @param at index of the first column of {@link #ALL}, from 1
     */
    static @Nullable StoredCoupon read(ResultSet found, int at) throws SQLException {
        String code = found.getString(at + 1);
        if (found.getInt(at) == 0 || code == null) {
            return null;
        }
        Money shown = new Money(found.getLong(at + 2), Currency.getInstance(found.getString(at + 3)));
        return new StoredCoupon(new CouponCode(code), shown, found.getInt(at + 4) != 0);
    }

    /** Sets the coupon of a cart; null removes it. */
    static void write(Sql sql, SessionRef session, String cartId, @Nullable StoredCoupon coupon) throws SQLException {
        sql.update(
                "UPDATE carts SET coupon = ?, coupon_cart = ?, coupon_shown = ?, coupon_currency = ?,"
                        + " coupon_used_up = ? WHERE catalog = ? AND session_key = ?",
                coupon == null ? null : coupon.code().value(),
                coupon == null ? null : cartId,
                coupon == null ? 0L : coupon.shown().amount(),
                coupon == null ? null : coupon.shown().currency().getCurrencyCode(),
                coupon != null && coupon.usedUp() ? 1 : 0,
                session.catalog(),
                session.session());
    }
}
