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

    /**
     * The setting {@code SOUK_CHECKOUT_URL} as written, where {@code {catalog}} stands for the id of a catalog: where a container with the
     * role {@link Role#BROWSE} sends shoppers to place an order. Empty if not set.
     */
    Optional<String> checkoutUrl();

    /** {@link #checkoutUrl()} for one catalog: an absolute URL with a host; empty if not set. */
    Optional<URI> checkoutUrl(CatalogId catalog);

    /**
     * The containers that reported themselves within the last minute, including this one, by name.
     *
     * @throws org.souk.api.database.DatabaseUnavailableException if the database is unavailable
     */
    List<Peer> peers();

    /**
     * A secret of 32 bytes that all containers share, for example to sign forms. The first container that needs it creates it in the
     * database. Never waits: returns a copy from memory, and is empty until this container has read the secret in the background.
     *
     * @param name what the secret is for, at most 64 characters
     */
    Optional<byte[]> secret(String name);
}
