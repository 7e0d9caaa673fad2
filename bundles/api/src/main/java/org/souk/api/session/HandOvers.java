package org.souk.api.session;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.CatalogId;

/**
 * Transfers a session to another host of the same shop, as cookies are bound to their host. All methods throw {@link
 * org.souk.api.database.DatabaseUnavailableException} within 3 s if the database is unavailable.
 */
@ProviderType
public interface HandOvers {
    /**
     * Issues a code for a guest's session: letters, digits, hyphens and underscores, safe in URLs. It can be redeemed once, within a minute, on any
     * container.
     *
     * @throws IllegalArgumentException if the session is a customer's: a URL must not give access to an account
     */
    String issue(CatalogId catalog, SessionToken session);

    /**
     * Redeems a code, which is unchecked text from a request; empty if it was used before, is older than a minute, belongs to another catalog or is
     * invalid.
     */
    Optional<SessionToken> redeem(CatalogId catalog, String code);
}
