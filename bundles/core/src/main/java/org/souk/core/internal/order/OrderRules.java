package org.souk.core.internal.order;

import org.souk.api.order.Order;
import org.souk.api.order.OrderStatus;
import org.souk.api.store.OrderStore.After;

/** What operators may do with an order. Pure: the store asks under the order's lock, and again when it must. */
final class OrderRules {
    private OrderRules() {}

    /** @throws IllegalArgumentException if it was called off or refunded before */
    static After cancel(Order order) {
        if (order.status() == OrderStatus.CANCELLED) {
            throw new IllegalArgumentException(order.number() + " is cancelled already");
        }
        if (order.status() == OrderStatus.REFUNDED) {
            throw new IllegalArgumentException(
                    order.number()
                            + " is refunded already; if its pieces came back and were not put into stock then, do that with stock:add");
        }
        return After.CANCELLED;
    }

    /** @throws IllegalArgumentException if it was refunded before */
    static After refund(Order order) {
        if (order.status() == OrderStatus.REFUNDED) {
            throw new IllegalArgumentException(order.number() + " is refunded already");
        }
        return After.REFUNDED;
    }
}
