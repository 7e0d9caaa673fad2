package org.souk.api.store;

import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.node.Peer;
import org.souk.api.node.Role;

/** What containers know of each other, and share. Every method throws {@link DatabaseUnavailableException} within its deadline. */
@ProviderType
public interface NodeStore {
    /** Says that this container is there, by the database's clock. */
    void seen(String name, Role role, String version);

    /** Containers seen within that time. */
    List<Peer> peers(Duration within);

    /**
     * A secret that all containers share, made by whichever asks first.
     *
     * @param name what for, at most 64 characters
     * @return 32 random bytes
     */
    byte[] secret(String name);
}
