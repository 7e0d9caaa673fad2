package org.souk.api.cart;

import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.Sku;
import org.souk.api.session.SessionToken;

/** What came of a command on a cart. */
public sealed interface CartOutcome {
    /**
     * Done, or done before under the same key.
     *
     * @param cart as it is now
     * @param session the cookie to answer with; a new one if a session was started
     */
    record Changed(Cart cart, SessionToken session) implements CartOutcome {}

    /** The catalog does not sell that. */
    record UnknownSku(Sku sku) implements CartOutcome {}

    /** The catalog has no such coupon. */
    record UnknownCoupon(CouponCode code) implements CartOutcome {}

    /** There is no cart, or nothing in it that a coupon could make cheaper. */
    record Empty() implements CartOutcome {}

    /** The cart has no such line. */
    record UnknownLine(LineId line) implements CartOutcome {}

    /**
     * There are not so many.
     *
     * @param requested pieces the line would have had
     * @param available pieces there are, 0 or more
     */
    record OutOfStock(Sku sku, int requested, int available) implements CartOutcome {}

    /** The cart would have more lines or pieces than it may. */
    record Full(int most) implements CartOutcome {}

    /**
     * Somebody signed in with the session a moment ago, and another took its place. Nothing was done, and no session was started: its
     * cookie would be the last that the browser gets. With the cookie that is under way to it the command may be sent again.
     */
    record SessionReplaced() implements CartOutcome {}

    /** The key came before with another command. */
    record KeyReused() implements CartOutcome {}
}
