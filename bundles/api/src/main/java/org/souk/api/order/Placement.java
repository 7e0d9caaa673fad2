package org.souk.api.order;

import java.util.List;
import java.util.Map;
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
}
