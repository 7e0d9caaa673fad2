package org.souk.api.catalog;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.host.Host;

/**
 * Finds the catalogs that are served, including parked ones. Callers lease a version: it stays usable until they close the lease, even
 * after another has replaced it. A look-up costs the same for any number of catalogs and hosts. Safe for any thread.
 */
@ProviderType
public interface LiveCatalogs {
    /** A lease on one version. Close it when the response has been written. */
    interface Lease extends AutoCloseable {
        /** Returns the leased version. */
        LiveCatalog live();

        /** Ends the lease. Further calls have no effect. */
        @Override
        void close();
    }

    /**
     * Leases the catalog that answers a request: the one with the exact host, else the one with the longest matching wildcard, else the one
     * with the container's own address on the connection (null if unknown). Empty if no catalog matches.
     */
    Optional<Lease> at(Host host, @Nullable InetAddress local);

    /** Leases the catalog with that id; empty if it is neither live nor parked. */
    Optional<Lease> withId(CatalogId id);

    /** Lists the ids of all live and parked catalogs, sorted. */
    List<CatalogId> ids();
}
