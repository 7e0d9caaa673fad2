package org.souk.api.spi;

import org.osgi.annotation.versioning.ConsumerType;
import org.souk.api.order.Order;

/**
 * Told of the orders of its catalog, after they were placed or changed: to send them on, say. It may block, for ten seconds at the most. Told at least
 * once, in no particular order, by whichever container; if it throws it is told again later.
 */
@ConsumerType
public interface OrderListener {
    /** An order was placed. */
    void placed(Event event);

    /** An order was called off, its pieces are back in stock. What was paid at a gateway goes back without help. */
    default void cancelled(Event event) {}

    /** The money of an order went back. */
    default void refunded(Event event) {}

    /**
     * What happened.
     *
     * @param id the same when it is told again: 32 hexadecimal digits
     * @param order as it is when this is told
     */
    record Event(String id, Order order) {}
}
