package org.souk.api.store;

import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.node.Peer;
import org.souk.api.node.Role;

/**
 * Stores which containers share the database, and their shared secrets. All methods throw {@link DatabaseUnavailableException} if the
 * database does not answer in time.
 */
@ProviderType
public interface NodeStore {
    /** Records that a container is running, by the database's clock. */
    void seen(String name, Role role, String version);

    /** Lists the containers that reported themselves within that time. */
    List<Peer> peers(Duration within);

    /**
     * Returns the secret of that name, 32 random bytes that all containers share. The name has at most 64 characters. The first call for a
     * name generates the secret.
     */
    byte[] secret(String name);
}
