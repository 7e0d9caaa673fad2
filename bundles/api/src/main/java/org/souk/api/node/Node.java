package org.souk.api.node;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.CatalogId;

/** Describes this container, and the containers that share its database. */
@ProviderType
public interface Node {
    /** Returns the name of this container in logs and orders ({@code SOUK_NODE}). */
    String name();

    /** Returns the role of this container ({@code SOUK_ROLE}). */
    Role role();

    /** Returns the version of the distribution. */
    String version();

    /**
     * Returns the URL to which a container with the role {@link Role#BROWSE} sends shoppers to place an order: the setting {@code
     * SOUK_CHECKOUT_URL} as written, in which {@code {catalog}} stands for the id of a catalog. Empty if not set.
     */
    Optional<String> checkoutUrl();

    /** Returns {@link #checkoutUrl()} for one catalog: an absolute URL with a host; empty if not set. */
    Optional<URI> checkoutUrl(CatalogId catalog);

    /**
     * Lists the containers that reported themselves to the database within the last minute, including this one, sorted by name.
     *
     * @throws org.souk.api.database.DatabaseUnavailableException if the database is unavailable
     */
    List<Peer> peers();

    /**
     * Returns a secret of 32 bytes that all containers share, for example to sign forms. The first container that needs a secret creates it
     * in the database. Never waits: returns a copy from memory, or empty until this container has read the secret in the background.
     *
     * @param name what the secret is for, at most 64 characters
     */
    Optional<byte[]> secret(String name);
}
