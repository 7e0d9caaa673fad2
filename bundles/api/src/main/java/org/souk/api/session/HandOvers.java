package org.souk.api.session;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.CatalogId;

/**
 * Transfers a session to another host of the same shop by a code in a URL, as browsers send a cookie to its own host only. All methods
 * throw {@link org.souk.api.database.DatabaseUnavailableException} within 3 s if the database is unavailable.
 */
@ProviderType
public interface HandOvers {
    /**
     * Issues a code for a guest's session, of letters, digits, hyphens and underscores. The code can be redeemed once, within a minute, on
     * any container.
     *
     * @throws IllegalArgumentException if the session is a customer's: a URL must not give access to an account
     */
    String issue(CatalogId catalog, SessionToken session);

    /**
     * Returns the session of a code, which may be any text from a request. Empty if the code was used before, is older than a minute,
     * belongs to another catalog or is invalid.
     */
    Optional<SessionToken> redeem(CatalogId catalog, String code);
}
