package org.souk.api.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.CatalogId;
import org.souk.api.database.DatabaseUnavailableException;

/**
 * Removes expired data from the database, by its clock. A null catalog selects all. All methods throw {@link DatabaseUnavailableException}
 * if the database does not answer in time. The remove methods delete at most {@code most} rows in one transaction and return their number.
 */
@ProviderType
public interface HousekeepingStore {
    /**
     * Acquires or renews the lease on a task that one container does for all. If the holder does not renew the lease in time, it ends, and
     * another container can acquire it.
     *
     * @param work name of the task, at most 64 characters
     * @param holder unique for each process, at most 255 characters
     * @param time duration of the lease, from now
     * @return whether the holder has the lease
     */
    boolean lease(String work, String holder, Duration time);

    /**
     * Removes guests' sessions that expired or, unless {@code idle} is null, had no change for that time, with their carts and idempotency
     * keys; orders are kept. A session that a shopper is changing is skipped.
     */
    int removeSessions(@Nullable CatalogId catalog, @Nullable Duration idle, int most);

    /** Ends customers' sessions that expired or, unless {@code idle} is null, had no change for that time; their carts are kept. */
    int removeSignIns(@Nullable CatalogId catalog, @Nullable Duration idle, int most);

    /** Removes counters of sign-in attempts whose window has ended. */
    int removeAttempts(int most);

    /** Removes idempotency keys of cart changes that are older than that. */
    int removeCartKeys(Duration older, int most);

    /** Removes failed payment attempts that are older than that, with their idempotency keys. */
    int removePayments(Duration older, int most);

    /** Removes expired hand-over codes. */
    int removeHandOvers(int most);

    /** Removes containers that have not reported themselves for that time. */
    int removeNodes(Duration unseen);
}
