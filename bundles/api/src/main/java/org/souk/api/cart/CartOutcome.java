package org.souk.api.cart;

import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.Sku;
import org.souk.api.session.SessionToken;

/** The result of a change to a cart. */
public sealed interface CartOutcome {
    /**
     * The change was made, now or earlier under the same idempotency key. {@code cart} is the cart now; {@code session} is for the cookie
     * of the response, and is new if the call started it.
     */
    record Changed(Cart cart, SessionToken session) implements CartOutcome {}

    /** The catalog does not sell that SKU. */
    record UnknownSku(Sku sku) implements CartOutcome {}

    /** The catalog has no such coupon. */
    record UnknownCoupon(CouponCode code) implements CartOutcome {}

    /** There is no cart, or it has no lines to which a coupon could apply. */
    record Empty() implements CartOutcome {}

    /** The cart has no such line. */
    record UnknownLine(LineId line) implements CartOutcome {}

    /** The stock is too small: the quantity that the line would have, and the quantity in stock, 0 or more. */
    record OutOfStock(Sku sku, int requested, int available) implements CartOutcome {}

    /**
     * The change would exceed a limit: {@code most} lines in the cart, {@code most} items in one line, or the largest subtotal ({@code
     * most} is then {@link Carts#MAX_QUANTITY}).
     */
    record Full(int most) implements CartOutcome {}

    /**
     * A sign-in in another request has just replaced the session. Nothing was changed, and no session was started, because its cookie would
     * overwrite the one of the sign-in. The client can repeat the request when it has that cookie.
     */
    record SessionReplaced() implements CartOutcome {}

    /** The idempotency key was used before for another command. */
    record KeyReused() implements CartOutcome {}
}
