package org.souk.api.session;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.CatalogId;

/** Sessions, for operators. */
@ProviderType
public interface Sessions {
    /**
     * Those that have not expired, newest first.
     *
     * @param catalog of that one, or null for all
     * @param limit 1 to 10,000
     * @throws org.souk.api.database.DatabaseUnavailableException if the database is away
     */
    List<SessionSummary> list(@Nullable CatalogId catalog, int limit);

    /**
     * Removes those that have expired, with their carts, in small steps; orders and the carts of customers stay. Containers do so by themselves all the time.
     *
     * @param catalog of that one, or null for all
     * @param idle those also whose shopper changed nothing for so long, or null
     * @return how many
     * @throws org.souk.api.database.DatabaseUnavailableException if the database is away; what was removed before stays removed
     */
    long purge(@Nullable CatalogId catalog, @Nullable Duration idle);
}
