package org.souk.api.store;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.CatalogId;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.order.Order;

/**
 * Messages about orders for a catalog's listeners, each written in the transaction that changed its order. A message stays until it is deleted, so it
 * is delivered at least once. All methods throw {@link DatabaseUnavailableException} within their deadline.
 */
@ProviderType
public interface OutboxStore {
    /** The catalogs with messages that are due. */
    Set<CatalogId> catalogsDue();

    /**
     * Leases due messages of a catalog, oldest first. No other caller gets them until the lease ends.
     *
     * @param lease duration of the lease
     */
    List<Message> take(CatalogId catalog, int limit, Duration lease);

    /** Records that the consumer with that name has received a message. */
    void markDelivered(String message, String consumer);

    /** Makes a message due again after that time. */
    void postpone(String message, Duration again);

    /** Deletes messages that all consumers have received. */
    void delete(List<String> messages);

    /** The kind of event. */
    enum Kind {
        /** The order was placed. */
        PLACED,
        /** The order was cancelled. */
        CANCELLED,
        /** The order was refunded. */
        REFUNDED
    }

    /**
     * An event of an order.
     *
     * @param id 32 hexadecimal digits
     * @param order its current state
     * @param deliveredTo names of the consumers that have received the message
     * @param tries number of earlier leases
     */
    record Message(String id, Kind kind, Order order, Set<String> deliveredTo, int tries) {}
}
