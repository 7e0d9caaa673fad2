package org.souk.api.spi;

import org.osgi.annotation.versioning.ConsumerType;
import org.souk.api.order.Order;

/**
 * Is notified of orders of its catalog after they were placed or changed, for example to pass them on to another system. Each event is delivered at
 * least once, in no particular order, by any container; if the method throws, it is delivered again later. Methods may block, for at most ten
 * seconds.
 */
@ConsumerType
public interface OrderListener {
    /** An order was placed. */
    void placed(Event event);

    /** An order was cancelled, and its items are back in stock. A payment through a gateway is refunded without the listener's help. */
    default void cancelled(Event event) {}

    /** An order was refunded. */
    default void refunded(Event event) {}

    /** An event of one order, with the order's current state. The id has 32 hexadecimal digits and is the same for every delivery of an event. */
    record Event(String id, Order order) {}
}
