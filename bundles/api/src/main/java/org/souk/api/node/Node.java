package org.souk.api.node;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.CatalogId;

/** This container and the containers that share its database. */
@ProviderType
public interface Node {
    /** The name of this container in logs and orders ({@code SOUK_NODE}). */
    String name();

    /** The role of this container ({@code SOUK_ROLE}). */
    Role role();

    /** The version of the distribution. */
    String version();

    /** The setting {@code SOUK_CHECKOUT_URL}, where {@code {catalog}} stands for the id of a catalog; empty if not set. */
    Optional<String> checkoutUrl();

    /** Where shoppers of a catalog place orders if this container takes none: an absolute URL with a host; empty if not set. */
    Optional<URI> checkoutUrl(CatalogId catalog);

    /**
     * The containers that reported themselves within the last minute, including this one, by name.
     *
     * @throws org.souk.api.database.DatabaseUnavailableException if the database is unavailable
     */
    List<Peer> peers();

    /**
     * A secret of 32 bytes that all containers share, by its purpose (at most 64 characters). Returns a copy from memory; empty until the database,
     * which is read in the background, was read for the first time.
     */
    Optional<byte[]> secret(String name);
}
