package org.souk.core.internal.housekeeping;

import java.time.Duration;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.store.HousekeepingStore;
import org.souk.core.internal.background.Background;
import org.souk.core.internal.background.Repeat;
import org.souk.core.internal.node.ThisNode;
import org.souk.core.internal.store.StoreRegistry;

/**
 * Clears away what has expired, in small transactions. One container does it for all: whoever holds the lease, which another takes over
 * when that one is gone.
 */
@Component(service = Housekeeping.class, immediate = true)
public final class Housekeeping implements AutoCloseable {
    /** Most rows of a transaction: a shopper who wants one of them waits no longer than for these. */
    public static final int AT_ONCE = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final String WORK = "housekeeping";
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration LEASE = Duration.ofMinutes(3);
    private static final Duration BETWEEN = Duration.ofMillis(50);
    private static final Duration CART_KEYS = Duration.ofDays(7);
    private static final Duration PAYMENTS = Duration.ofDays(30);
    private static final Duration NODES = Duration.ofDays(30);

    private final StoreRegistry ports;
    private final String holder;
    private final Repeat repeat;
    private int sessions;

    /** Starts to look. */
    @Activate
    public Housekeeping(@Reference StoreRegistry ports, @Reference ThisNode node, @Reference Background background) {
        this.ports = ports;
        this.holder = node.name() + " " + UUID.randomUUID();
        this.repeat = background.repeat("Clearing away what has expired", this::once);
    }

    /** One step; how long until the next. */
    Duration once() {
        HousekeepingStore store = ports.housekeeping();
        if (!store.lease(WORK, holder, LEASE)) {
            return EVERY;
        }
        int removed = store.removeSessions(null, null, AT_ONCE);
        sessions += removed;
        if (removed == AT_ONCE
                || store.removeCartKeys(CART_KEYS, AT_ONCE) == AT_ONCE
                || store.removePayments(PAYMENTS, AT_ONCE) == AT_ONCE
                || store.removeHandOvers(AT_ONCE) == AT_ONCE
                || store.removeSignIns(null, null, AT_ONCE) == AT_ONCE
                || store.removeAttempts(AT_ONCE) == AT_ONCE) {
            return BETWEEN;
        }
        store.removeNodes(NODES);
        if (sessions > 0) {
            LOG.info("Cleared away {} sessions that had expired, with their carts", sessions);
            sessions = 0;
        }
        return EVERY;
    }

    @Override
    @Deactivate
    public void close() {
        repeat.close();
    }
}
