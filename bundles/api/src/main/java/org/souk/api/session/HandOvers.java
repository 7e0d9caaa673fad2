package org.souk.api.session;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.CatalogId;

/**
 * Takes a shopper's session along to another host of the same shop, where cookies do not follow. Each method throws
 * {@link org.souk.api.database.DatabaseUnavailableException} within 3 s while the database is away.
 */
@ProviderType
public interface HandOvers {
    /**
     * A code that gives the session to whoever brings it first, within a minute, on any container.
     *
     * @param session a guest's
     * @return letters, digits, hyphens and underscores, as they may stand in an address
     * @throws IllegalArgumentException if the session is a customer's
     */
    String issue(CatalogId catalog, SessionToken session);

    /**
     * The session of a code, for the first who asks.
     *
     * @param code as it came
     * @return empty if it was used before, is older than a minute, is another catalog's, or never was one
     */
    Optional<SessionToken> redeem(CatalogId catalog, String code);
}
