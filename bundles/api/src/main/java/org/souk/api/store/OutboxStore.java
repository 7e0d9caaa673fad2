package org.souk.api.store;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.CatalogId;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.order.Order;

/**
 * What is to be told of orders, written with each order. A message stays until it is done, so it is told at least once. Every method throws
 * {@link DatabaseUnavailableException} within its deadline.
 */
@ProviderType
public interface OutboxStore {
    /** Catalogs that have messages which are due. */
    Set<CatalogId> catalogsDue();

    /**
     * Messages of a catalog that are due, oldest first; nobody else gets them for a while.
     *
     * @param lease how long they are the caller's
     */
    List<Message> take(CatalogId catalog, int limit, Duration lease);

    /** Notes that one of those who are to be told has been. */
    void markDelivered(String message, String consumer);

    /** Leaves a message for later. */
    void postpone(String message, Duration again);

    /** Removes messages that all were told. */
    void delete(List<String> messages);

    /** What happened to an order. */
    enum Kind {
        /** It was placed. */
        PLACED,
        /** It was called off. */
        CANCELLED,
        /** Its money went back. */
        REFUNDED
    }

    /**
     * Something happened to an order.
     *
     * @param id 32 hexadecimal digits
     * @param order as it is now
     * @param told those who were told before, by name
     * @param tries how often it was taken before
     */
    record Message(String id, Kind kind, Order order, Set<String> told, int tries) {}
}
