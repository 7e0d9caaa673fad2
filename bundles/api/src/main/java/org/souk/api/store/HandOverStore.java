package org.souk.api.store;

import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.CatalogId;
import org.souk.api.database.DatabaseUnavailableException;

/**
 * Stores {@link org.souk.api.session.HandOvers} codes, which expire by the database's clock. All methods throw {@link
 * DatabaseUnavailableException} if the database does not answer in time.
 */
@ProviderType
public interface HandOverStore {
    /**
     * Stores a code.
     *
     * @param hash of the code, 64 hexadecimal digits; the code itself is never stored
     * @param sealed the encrypted session, at most 255 characters
     * @param lifetime of the code, from now
     */
    void issue(CatalogId catalog, String hash, String sealed, Duration lifetime);

    /** Redeems a code: removes it and returns the encrypted session; empty if the code is not valid. */
    Optional<String> redeem(CatalogId catalog, String hash);
}
