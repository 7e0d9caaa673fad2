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
     * Sessions that have not expired, newest first.
     *
     * @param catalog only sessions of this catalog; null for all
     * @param limit 1 to 10,000
     * @throws org.souk.api.database.DatabaseUnavailableException if the database is unavailable
     */
    List<SessionSummary> list(@Nullable CatalogId catalog, int limit);

    /**
     * Removes expired sessions and their carts, in small transactions. Orders and customers' carts are kept. Containers also do this regularly by
     * themselves.
     *
     * @param catalog only sessions of this catalog; null for all
     * @param idle also removes sessions without a change for that time; null: expired sessions only
     * @return the number of removed sessions
     * @throws org.souk.api.database.DatabaseUnavailableException if the database is unavailable
     */
    long purge(@Nullable CatalogId catalog, @Nullable Duration idle);
}
