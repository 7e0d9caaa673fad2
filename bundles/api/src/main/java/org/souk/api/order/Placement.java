package org.souk.api.order;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.cart.Cart;

/** The result of placing an order. */
public sealed interface Placement {
    /**
     * The order was placed, now or earlier under the same idempotency key. The token, which is constant, gives access to the order's page.
     */
    record Placed(Order order, String token) implements Placement {}

    /** The stock is too small; nothing was changed. */
    record OutOfStock(List<Shortage> shortages) implements Placement {}

    /** A price or the cart changed since the shopper saw the cart. Nothing was ordered; the result has the current cart. */
    record PriceChanged(Cart cart) implements Placement {}

    /** A line cannot be ordered, for example because its SKU is no longer sold; the cart says which. */
    record CartProblem(Cart cart) implements Placement {}

    /** The cart is empty. */
    record CartEmpty() implements Placement {}

    /** The idempotency key was used before for another request. */
    record KeyReused() implements Placement {}

    /** The request is invalid: an English message for each field, such as {@code shippingAddress.city}. */
    record Invalid(Map<String, String> errors) implements Placement {}

    /** This container takes no orders. The URL leads to one that does; null if unknown. */
    record Elsewhere(@Nullable String url) implements Placement {}

    /**
     * The container places the order when it is paid. Until then its items are reserved for the shopper, for a limited time.
     *
     * @param attempt the pending payment
     * @param nextOrNull absolute URL where the shopper pays, or null if the shopper can only wait
     */
    record PaymentNeeded(PaymentAttemptId attempt, @Nullable URI nextOrNull) implements Placement {
        /** Returns the absolute URL where the shopper pays; empty if the shopper can only wait. */
        public Optional<URI> next() {
            return Optional.ofNullable(nextOrNull);
        }
    }

    /** The gateway declined the payment. The items are no longer reserved; the shopper may try again. */
    record PaymentDeclined(PaymentAttemptId attempt) implements Placement {}

    /** The payment expired, another attempt replaced it, or its order could not be placed. Money that arrives is refunded. */
    record PaymentOver(PaymentAttemptId attempt) implements Placement {}
}
