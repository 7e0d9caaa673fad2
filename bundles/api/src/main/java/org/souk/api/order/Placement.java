package org.souk.api.order;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.cart.Cart;

/** What came of placing an order. */
public sealed interface Placement {
    /**
     * The order, placed now or before under the same key.
     *
     * @param token opens the order's page; always the same for the same order
     */
    record Placed(Order order, String token) implements Placement {}

    /** Too few pieces; nothing was taken. */
    record OutOfStock(List<Shortage> shortages) implements Placement {}

    /** A price, or the cart, is not what was last shown; this is the new one. */
    record PriceChanged(Cart cart) implements Placement {}

    /** A line's SKU vanished or the like; the cart tells which. */
    record CartProblem(Cart cart) implements Placement {}

    /** There is nothing to order. */
    record CartEmpty() implements Placement {}

    /** The key came before with another body. */
    record KeyReused() implements Placement {}

    /** What was handed in is wrong: message by field, such as {@code shippingAddress.city}. */
    record Invalid(Map<String, String> errors) implements Placement {}

    /** This container takes no orders; where to go, or null if that is not known. */
    record Elsewhere(@Nullable String url) implements Placement {}

    /**
     * The order is placed once it is paid. Its pieces are held for the shopper meanwhile.
     *
     * @param attempt the payment under way
     * @param nextOrNull where the shopper goes to pay, an absolute address; null if there is nothing to do but to wait
     */
    record PaymentNeeded(PaymentAttemptId attempt, @Nullable URI nextOrNull) implements Placement {
        /** Where the shopper goes to pay. */
        public Optional<URI> next() {
            return Optional.ofNullable(nextOrNull);
        }
    }

    /** It was not paid; nothing was taken, and another payment may follow. */
    record PaymentDeclined(PaymentAttemptId attempt) implements Placement {}

    /** The payment took too long or gave way to another; money that comes all the same goes back. */
    record PaymentOver(PaymentAttemptId attempt) implements Placement {}
}
