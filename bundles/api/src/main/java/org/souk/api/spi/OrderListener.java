package org.souk.api.spi;

import org.osgi.annotation.versioning.ConsumerType;
import org.souk.api.order.Order;

/**
 * Receives the orders of its catalog after they were placed or changed, for example to pass them on to another system. Any container that
 * takes orders may deliver an event, at least once and in no particular order; if the method throws, the event comes again later. Methods
 * may block, for at most ten seconds.
 */
@ConsumerType
public interface OrderListener {
    /** Is called after an order was placed. */
    void placed(Event event);

    /**
     * Is called after an order was cancelled and its items are back in stock. The container has the gateway refund a payment; the listener
     * need not.
     */
    default void cancelled(Event event) {}

    /** Is called after an order was refunded. */
    default void refunded(Event event) {}

    /**
     * An event of one order, with the order's current state. The id has 32 hexadecimal digits and is the same for every delivery of an
     * event.
     */
    record Event(String id, Order order) {}
}
