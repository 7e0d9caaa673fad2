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
import org.souk.core.internal.background.RepeatedTask;
import org.souk.core.internal.background.TaskScheduler;
import org.souk.core.internal.node.ThisNode;
import org.souk.core.internal.store.StoreRegistry;

/**
 * Removes expired data from the shared database in small transactions. One container holds a lease and does this for all; if that container
 * stops, another one acquires the lease.
 */
@Component(service = Housekeeping.class, immediate = true)
public final class Housekeeping implements AutoCloseable {
    /** Largest number of rows that one transaction removes, so that a shopper who needs one of them waits only briefly. */
    public static final int BATCH = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final String TASK = "housekeeping";
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Duration LEASE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration CART_KEY_AGE = Duration.ofDays(7);
    private static final Duration PAYMENT_AGE = Duration.ofDays(30);
    private static final Duration NODE_AGE = Duration.ofDays(30);

    private final StoreRegistry stores;
    private final String holder;
    private final RepeatedTask task;
    private int sessions;

    @Activate
    public Housekeeping(@Reference StoreRegistry stores, @Reference ThisNode node, @Reference TaskScheduler scheduler) {
        this.stores = stores;
        this.holder = node.name() + " " + UUID.randomUUID();
        this.task = scheduler.schedule("Removing expired data", this::removeExpired);
    }

    /** Runs one step and returns the delay until the next. */
    Duration removeExpired() {
        HousekeepingStore store = stores.housekeeping();
        if (!store.lease(TASK, holder, LEASE)) {
            return INTERVAL;
        }
        int removed = store.removeSessions(null, null, BATCH);
        sessions += removed;
        if (removed == BATCH
                || store.removeCartKeys(CART_KEY_AGE, BATCH) == BATCH
                || store.removePayments(PAYMENT_AGE, BATCH) == BATCH
                || store.removeHandOvers(BATCH) == BATCH
                || store.removeSignIns(null, null, BATCH) == BATCH
                || store.removeAttempts(BATCH) == BATCH) {
            return PAUSE;
        }
        store.removeNodes(NODE_AGE);
        if (sessions > 0) {
            LOG.info("Removed {} expired sessions with their carts", sessions);
            sessions = 0;
        }
        return INTERVAL;
    }

    @Override
    @Deactivate
    public void close() {
        task.close();
    }
}
