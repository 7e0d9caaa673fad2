package org.souk.api.node;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.CatalogId;

/** This container. */
@ProviderType
public interface Node {
    /** Its name in logs and orders, {@code SOUK_NODE}. */
    String name();

    /** Its role, {@code SOUK_ROLE}. */
    Role role();

    /** Version of the distribution. */
    String version();

    /** Where shoppers place orders if not here, as it was set: {@code {catalog}} in it stands for the id of a catalog. */
    Optional<String> checkoutUrl();

    /** Where the shoppers of a catalog place orders if not here: absolute, with a host. */
    Optional<URI> checkoutUrl(CatalogId catalog);

    /**
     * Containers seen within the last minute, this one included, by name.
     *
     * @throws org.souk.api.database.DatabaseUnavailableException if the database is away
     */
    List<Peer> peers();

    /**
     * A secret that all containers share, from memory: asked of the database in the background, so it never waits.
     *
     * @param name what for, at most 64 characters
     * @return 32 bytes, a copy; empty until the database was reached for the first time
     */
    Optional<byte[]> secret(String name);
}
