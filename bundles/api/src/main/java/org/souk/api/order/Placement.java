package org.souk.api.order;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.cart.Cart;

/** The result of placing an order. */
public sealed interface Placement {
    /** The order was placed, now or earlier under the same idempotency key. The token, constant for an order, grants access to its page. */
    record Placed(Order order, String token) implements Placement {}

    /** The stock is too small; nothing was changed. */
    record OutOfStock(List<Shortage> shortages) implements Placement {}

    /** A price or the cart itself changed since it was shown; nothing was ordered. This is the cart now. */
    record PriceChanged(Cart cart) implements Placement {}

    /** A line cannot be ordered, for example because its SKU is no longer sold; the cart says which. */
    record CartProblem(Cart cart) implements Placement {}

    /** The cart is empty. */
    record CartEmpty() implements Placement {}

    /** The idempotency key was used before for another request. */
    record KeyReused() implements Placement {}

    /** The request is invalid: an English message for each field, such as {@code shippingAddress.city}. */
    record Invalid(Map<String, String> errors) implements Placement {}

    /** This container takes no orders. The URL of one that does, or null if unknown. */
    record Elsewhere(@Nullable String url) implements Placement {}

    /**
     * The order is placed once it is paid. Until then its items are reserved for the shopper.
     *
     * @param attempt the pending payment
     * @param nextOrNull absolute URL where the shopper pays, or null if the shopper can only wait
     */
    record PaymentNeeded(PaymentAttemptId attempt, @Nullable URI nextOrNull) implements Placement {
        /** The absolute URL where the shopper pays; empty if the shopper can only wait. */
        public Optional<URI> next() {
            return Optional.ofNullable(nextOrNull);
        }
    }

    /** The payment was declined. The reserved items were released; the shopper may pay again. */
    record PaymentDeclined(PaymentAttemptId attempt) implements Placement {}

    /** The payment expired or was replaced by another. If money arrives later, it is refunded. */
    record PaymentOver(PaymentAttemptId attempt) implements Placement {}
}
