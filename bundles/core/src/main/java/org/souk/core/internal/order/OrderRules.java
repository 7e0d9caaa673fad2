package org.souk.core.internal.order;

import org.souk.api.order.Order;
import org.souk.api.order.OrderStatus;
import org.souk.api.store.OrderStore.After;

/** What operators may do with an order. Pure: the store asks under the order's lock, and again when it must. */
final class OrderRules {
    private OrderRules() {}

    /**
     * One that was refunded may be called off too: then the goods come home.
     *
     * @throws IllegalArgumentException if it was called off before
     */
    static After cancel(Order order) {
        if (order.status() == OrderStatus.CANCELLED) {
            throw new IllegalArgumentException(order.number() + " is cancelled already");
        }
        return After.CANCELLED;
    }

    /** @throws IllegalArgumentException if it was called off or refunded before */
    static After refund(Order order) {
        if (order.status() == OrderStatus.REFUNDED) {
            throw new IllegalArgumentException(order.number() + " is refunded already");
        }
        if (order.status() == OrderStatus.CANCELLED) {
            throw new IllegalArgumentException(
                    order.number()
                            + " is cancelled: what was paid at a gateway goes back by itself, see payment:list; anything else send back yourself");
        }
        return After.REFUNDED;
    }
}
