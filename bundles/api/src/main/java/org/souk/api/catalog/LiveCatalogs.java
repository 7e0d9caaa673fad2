package org.souk.api.catalog;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.host.Host;

/**
 * Who is live, as one immutable map that is swapped whole. A look-up costs the same however many catalogs and hosts there are.
 * What is found is leased: the version stays whole until the lease is closed, even when another has taken its place.
 */
@ProviderType
public interface LiveCatalogs {
    /** The use of one version; close it when the response is written. */
    interface Lease extends AutoCloseable {
        /** The version. */
        LiveCatalog live();

        /** Gives it back; twice does nothing. */
        @Override
        void close();
    }

    /**
     * The catalog for a request: exact host, else the longest wildcard, else the local address.
     *
     * @param host what was asked for
     * @param local where the request arrived, or null if unknown
     */
    Optional<Lease> at(Host host, @Nullable InetAddress local);

    /** The catalog with that id. */
    Optional<Lease> withId(CatalogId id);

    /** All that are live or parked, sorted. */
    List<CatalogId> ids();
}
