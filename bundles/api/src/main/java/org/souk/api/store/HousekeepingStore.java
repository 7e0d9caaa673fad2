package org.souk.api.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.CatalogId;
import org.souk.api.database.DatabaseUnavailableException;

/** What is cleared away in the database, all of it by its clock. Every method throws {@link DatabaseUnavailableException} within its deadline. */
@ProviderType
public interface HousekeepingStore {
    /**
     * Takes a work that one container does for all, or keeps it. Who stops asking loses it when the time is over.
     *
     * @param work its name, at most 64 characters
     * @param holder who asks, at most 255 characters; another one for each process
     * @param time how long it is held from now
     * @return whether it is the holder's now
     */
    boolean lease(String work, String holder, Duration time);

    /**
     * Removes sessions in one transaction, with their carts and keys; orders stay. One that a shopper writes to at that moment stays.
     * Carts of customers stay: they live beyond sessions.
     *
     * @param catalog of that one, or null for all
     * @param idle those also that no shopper wrote to for so long, or null: only those that expired
     * @param most at most so many
     * @return how many
     */
    int removeSessions(@Nullable CatalogId catalog, @Nullable Duration idle, int most);

    /**
     * Ends sessions of customers; their carts stay.
     *
     * @param catalog of that one, or null for all
     * @param idle those also that were not used for a write for so long, or null: only those that expired
     * @param most at most so many
     * @return how many
     */
    int removeSignIns(@Nullable CatalogId catalog, @Nullable Duration idle, int most);

    /**
     * Forgets attempts to sign in that no longer count.
     *
     * @param most at most so many
     * @return how many
     */
    int removeAttempts(int most);

    /**
     * Forgets keys of cart commands that are older.
     *
     * @param most at most so many
     * @return how many
     */
    int removeCartKeys(Duration older, int most);

    /**
     * Forgets attempts to pay that came to nothing, with their keys, when they are older.
     *
     * @param most at most so many
     * @return how many
     */
    int removePayments(Duration older, int most);

    /**
     * Forgets codes of hand-overs whose time is over.
     *
     * @param most at most so many
     * @return how many
     */
    int removeHandOvers(int most);

    /**
     * Forgets containers that were not seen for so long.
     *
     * @return how many
     */
    int removeNodes(Duration unseen);
}
