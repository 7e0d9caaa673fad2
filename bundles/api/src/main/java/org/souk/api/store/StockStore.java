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

/** Stock in the database. Every method throws {@link DatabaseUnavailableException} within its deadline. */
@ProviderType
public interface StockStore {
    /**
     * Applies a catalog's figures: each content once per catalog, under a lock, as the difference from the figures applied last;
     * never below 0. A content that was applied before changes nothing. Written in short steps, so
     * that orders go on; one that was interrupted is completed by the next. The one method that may take a minute: not for requests.
     *
     * @param digest of the catalog's content
     * @param figures pieces by SKU, of those whose stock is counted
     * @return whether it was applied now
     */
    boolean seed(CatalogId catalog, String digest, Map<Sku, Integer> figures);

    /**
     * The same for a content that differs in a few figures from one that was applied before: one short transaction. Nothing is done if
     * that is not the one that was applied last and to its end, or if the content was applied already; then {@link #seed} tells.
     *
     * @param before digest of the content that it differs from
     * @param changed pieces by SKU, of those whose figure is another or was none; {@value #MOST_CHANGED} at the most
     * @return whether it was applied now
     * @throws IllegalArgumentException if more changed
     */
    boolean seedChanged(CatalogId catalog, String digest, String before, Map<Sku, Integer> changed);

    /** How many figures may change in one short transaction. */
    int MOST_CHANGED = 500;

    /** Whether that content of the catalog was applied; answered as quickly as any read, unlike {@link #seed}. */
    boolean seeded(CatalogId catalog, String digest);

    /** All of a catalog, sorted by SKU. */
    List<StockLevel> levels(CatalogId catalog);

    /** Sets what is available, 0 or more; empty if the SKU has no stock in that catalog. */
    Optional<StockLevel> set(CatalogId catalog, Sku sku, int available);

    /**
     * Adds pieces, or takes away; empty if the SKU has no stock in that catalog.
     *
     * @throws IllegalArgumentException if it would go below 0
     */
    Optional<StockLevel> add(CatalogId catalog, Sku sku, int pieces);

    /**
     * What changed in any catalog; some may be told twice, none is left out.
     *
     * @param since an earlier answer's {@link Changes#asOf}, or null for all
     */
    Changes changedSince(@Nullable Instant since);

    /**
     * Levels that changed.
     *
     * @param asOf by the database's clock
     * @param restoredAt when a copy took the place of the database last, {@link Instant#EPOCH} if never: after another one nothing
     *     that was told before holds
     */
    record Changes(List<StockLevel> levels, Instant asOf, Instant restoredAt) {}
}
