package org.souk.api.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A catalog as operators see it: whether and where it is served, and what went wrong.
 *
 * @param id the catalog's id; for a refused file without one, the file's name without its ending
 * @param version the live version, else the refused one; may be empty
 * @param state whether the catalog is served
 * @param hosts the host entries that the catalog holds, as text
 * @param products number of products for sale, 0 if none is live
 * @param since when the catalog entered the state
 * @param source the file in the deploy folder, or the bundle location
 * @param bundle id of the catalog's OSGi bundle, or -1 if the catalog has none
 * @param digest SHA-256 of its files in hexadecimal; may be empty
 * @param refusedOrNull a newer version that was refused while this one stays live, or null
 * @param problems found by the last deployment
 * @param kept the versions that were live before this one, newest first, at most three
 * @param rolledBackOrNull the version that an operator rolled back and whose file has not changed since, or null
 * @param claims all host entries of the catalog with their origin, including those that an operator removed
 */
public record CatalogStatus(
        String id,
        String version,
        State state,
        List<String> hosts,
        int products,
        Instant since,
        String source,
        long bundle,
        String digest,
        @Nullable Refused refusedOrNull,
        List<Problem> problems,
        List<Kept> kept,
        @Nullable RolledBack rolledBackOrNull,
        List<Claim> claims) {
    /** Whether a catalog is served. */
    public enum State {
        /** Served. */
        LIVE,
        /** Paused by an operator: answers 503. */
        PARKED,
        /** Not served because its bundle is stopped. The catalog keeps its hosts; starting the bundle makes it live again. */
        STOPPED,
        /** Not served: the catalog never went live, or its files cannot be used any more. */
        REFUSED
    }

    /** A version that was refused; its version is empty if it could not be read. */
    public record Refused(String version, Instant at) {}

    /** An earlier version, the time at which it went live, and whether a rollback can return to it. */
    public record Kept(String version, Instant since, boolean returns) {}

    /** A version that an operator rolled back. */
    public record RolledBack(String version, Instant at) {}

    /** A host entry and its origin. */
    public record Claim(String host, Origin origin) {}

    /** The origin of a host entry. */
    public enum Origin {
        /** Declared by the catalog. */
        CATALOG,
        /** Added by an operator. */
        ADDED,
        /** Declared by the catalog, but removed by an operator. */
        REMOVED
    }

    public CatalogStatus {
        hosts = List.copyOf(hosts);
        problems = List.copyOf(problems);
        kept = List.copyOf(kept);
        claims = List.copyOf(claims);
    }

    /** Returns the newer version that was refused while this one stays live, if any. */
    public Optional<Refused> refused() {
        return Optional.ofNullable(refusedOrNull);
    }

    /** Returns the version that an operator rolled back, if its file has not changed since. */
    public Optional<RolledBack> rolledBack() {
        return Optional.ofNullable(rolledBackOrNull);
    }
}
