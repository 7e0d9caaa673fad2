package org.souk.core.internal.order;

import org.souk.api.order.Order;
import org.souk.api.order.OrderStatus;
import org.souk.api.store.OrderStore.After;

/**
 * Decides which changes operators may make to an order. Has no side effects, because the store calls it while the order is locked, and
 * again if it repeats the transaction.
 */
final class OrderRules {
    private OrderRules() {}

    /** Permits to cancel a refunded order too, because its items may come back later. */
    static After cancel(Order order) {
        if (order.status() == OrderStatus.CANCELLED) {
            throw new IllegalArgumentException(order.number() + " is cancelled already");
        }
        return After.CANCELLED;
    }

    static After refund(Order order) {
        if (order.status() == OrderStatus.REFUNDED) {
            throw new IllegalArgumentException(order.number() + " is refunded already");
        }
        if (order.status() == OrderStatus.CANCELLED) {
            throw new IllegalArgumentException(
                    order.number()
                            + " is cancelled: the gateway refunds what was paid there, see payment:list; return other payments yourself");
        }
        return After.REFUNDED;
    }
}
