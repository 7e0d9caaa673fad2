package org.souk.api.store;

import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.node.Peer;
import org.souk.api.node.Role;

/** The containers that share the database, and their shared secrets. All methods throw {@link DatabaseUnavailableException} within their deadline. */
@ProviderType
public interface NodeStore {
    /** Records that a container is running, by the database's clock. */
    void seen(String name, Role role, String version);

    /** Containers that reported themselves within that time. */
    List<Peer> peers(Duration within);

    /** A secret of 32 random bytes that all containers share, by its purpose (at most 64 characters). The first call for a name generates it. */
    byte[] secret(String name);
}
