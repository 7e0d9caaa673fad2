package org.souk.api.store;

import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.CatalogId;
import org.souk.api.database.DatabaseUnavailableException;

/** Which codes of hand-overs are good, by the database's clock. Every method throws {@link DatabaseUnavailableException} within its deadline. */
@ProviderType
public interface HandOverStore {
    /**
     * Makes a code good.
     *
     * @param hash of the code: 64 hexadecimal digits, never the code itself
     * @param sealed what the code opens, at most 255 characters
     * @param lifetime how long from now
     */
    void issue(CatalogId catalog, String hash, String sealed, Duration lifetime);

    /** Uses a code up, and forgets what it opens; that, if it was good until now. */
    Optional<String> redeem(CatalogId catalog, String hash);
}
