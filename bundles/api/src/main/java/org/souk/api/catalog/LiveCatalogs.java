package org.souk.api.catalog;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.host.Host;

/**
 * The catalogs that are served, in one immutable map that is replaced as a whole. A look-up costs the same for any number of catalogs and hosts.
 * Results are leased: a version stays usable until its lease is closed, even after another has replaced it. Safe for any thread.
 */
@ProviderType
public interface LiveCatalogs {
    /** A lease on one version. Close it when the response has been written. */
    interface Lease extends AutoCloseable {
        /** The leased version. */
        LiveCatalog live();

        /** Ends the lease. Further calls have no effect. */
        @Override
        void close();
    }

    /**
     * Leases the catalog that answers a request: the one with the exact host, else with the longest matching wildcard, else with the local address of
     * the connection (null if unknown). Empty if there is none.
     */
    Optional<Lease> at(Host host, @Nullable InetAddress local);

    /** Leases the catalog with that id; empty if it is neither live nor parked. */
    Optional<Lease> withId(CatalogId id);

    /** The ids of all live and parked catalogs, sorted. */
    List<CatalogId> ids();
}
