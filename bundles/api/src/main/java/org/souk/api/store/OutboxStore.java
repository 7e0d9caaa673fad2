package org.souk.api.store;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.CatalogId;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.order.Order;

/**
 * Stores messages about orders until all order listeners of the catalog have received them. The transaction that changes an order writes
 * the message, so that no crash loses it. All methods throw {@link DatabaseUnavailableException} if the database does not answer in time.
 */
@ProviderType
public interface OutboxStore {
    /** Returns the catalogs with messages that are due for delivery. */
    Set<CatalogId> catalogsDue();

    /** Leases due messages of a catalog for that time, oldest first, so that no other container delivers them until the lease ends. */
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
     * @param order the order in its current state
     * @param deliveredTo names of the consumers that have received the message
     * @param tries how often the message was leased before
     */
    record Message(String id, Kind kind, Order order, Set<String> deliveredTo, int tries) {}
}
