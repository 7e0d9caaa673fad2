package org.souk.api.session;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.CatalogId;

/**
 * Lists and removes sessions for operators. A null catalog selects all. All methods throw {@link
 * org.souk.api.database.DatabaseUnavailableException} if the database is unavailable.
 */
@ProviderType
public interface Sessions {
    /** Lists sessions that have not expired, newest first. The limit is 1 to 10,000. */
    List<SessionSummary> list(@Nullable CatalogId catalog, int limit);

    /**
     * Removes sessions that expired or, unless {@code idle} is null, had no change for that time. Guests' carts are removed too; orders and
     * customers' carts stay. Returns the number of sessions. Containers also remove expired sessions regularly by themselves.
     */
    long purge(@Nullable CatalogId catalog, @Nullable Duration idle);
}
