package org.souk.core.internal.fake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.souk.api.catalog.CatalogId;
import org.souk.api.store.HousekeepingStore;

/** Sessions and keys that have expired, by number. */
public final class MemoryHousekeeping implements HousekeepingStore {
    /** The container that holds the lease, or null. */
    public String holder;
    /** Sessions that have expired. */
    public int expired;
    /** Keys of cart commands that are old. */
    public int keys;
    /** How many sessions each step removed. */
    public final List<Integer> steps = new ArrayList<>();

    private final MemoryDatabase database;

    MemoryHousekeeping(MemoryDatabase database) {
        this.database = database;
    }

    @Override
    public synchronized boolean lease(String work, String who, Duration time) {
        database.there();
        if (holder == null) {
            holder = who;
        }
        return holder.equals(who);
    }

    @Override
    public synchronized int removeSessions(CatalogId catalog, Duration idle, int most) {
        database.there();
        int removed = Math.min(most, expired);
        expired -= removed;
        steps.add(removed);
        return removed;
    }

    @Override
    public synchronized int removeCartKeys(Duration older, int most) {
        database.there();
        int removed = Math.min(most, keys);
        keys -= removed;
        return removed;
    }

    @Override
    public int removePayments(Duration older, int most) {
        database.there();
        return 0;
    }

    @Override
    public int removeHandOvers(int most) {
        database.there();
        return 0;
    }

    @Override
    public int removeSignIns(CatalogId catalog, Duration idle, int most) {
        database.there();
        return 0;
    }

    @Override
    public int removeAttempts(int most) {
        database.there();
        return 0;
    }

    @Override
    public int removeNodes(Duration unseen) {
        database.there();
        return 0;
    }
}
