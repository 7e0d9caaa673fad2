package org.souk.api.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Sku;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.stock.StockLevel;

/** Stores stock levels. All methods throw {@link DatabaseUnavailableException} if the database does not answer in time. */
@ProviderType
public interface StockStore {
    /**
     * Applies the initial stock of a catalog version, once for each digest. Changes each level by the difference from the quantity that was
     * applied last, but never below 0. Works in short transactions, so that orders continue; the next call completes an interrupted one.
     * May take a minute, so requests must not wait for it.
     *
     * @param digest of the catalog version
     * @param figures quantities by SKU, for SKUs whose stock is counted
     * @return whether it was applied now
     */
    boolean seed(CatalogId catalog, String digest, Map<Sku, Integer> figures);

    /**
     * Applies only the changes between two versions, in one short transaction. Does nothing if the earlier version is not the one that was
     * applied last and completely, or if the new one was already applied; the caller then calls {@link #seed}.
     *
     * @param before digest of the earlier version
     * @param changed quantities by SKU, for SKUs whose quantity is new or has changed; at most {@value #MAX_CHANGED}
     * @return whether it was applied now
     * @throws IllegalArgumentException if there are more changes
     */
    boolean seedChanged(CatalogId catalog, String digest, String before, Map<Sku, Integer> changed);

    /** Largest number of quantities that one short transaction changes. */
    int MAX_CHANGED = 500;

    /** Returns whether the initial stock of a version was applied. As fast as any read, unlike {@link #seed}. */
    boolean seeded(CatalogId catalog, String digest);

    /** Lists all stock levels of a catalog, sorted by SKU. */
    List<StockLevel> levels(CatalogId catalog);

    /** Sets the available quantity, 0 or more; empty if the catalog does not count the stock of that SKU. */
    Optional<StockLevel> set(CatalogId catalog, Sku sku, int available);

    /**
     * Adds to the available quantity; a negative number reduces it. Empty if the catalog does not count the stock of that SKU.
     *
     * @throws IllegalArgumentException if the result would be negative
     */
    Optional<StockLevel> add(CatalogId catalog, Sku sku, int quantity);

    /**
     * Returns the stock levels that changed in any catalog since {@link Changes#asOf} of an earlier call; all for null. It may return a
     * change again, but misses none.
     */
    Changes changedSince(@Nullable Instant since);

    /**
     * Changed stock levels.
     *
     * @param asOf time of the query, by the database's clock
     * @param restoredAt when the database was last replaced by a backup, {@link Instant#EPOCH} if never. If the value differs from an
     *     earlier one, levels that were read earlier are invalid
     */
    record Changes(List<StockLevel> levels, Instant asOf, Instant restoredAt) {}
}
