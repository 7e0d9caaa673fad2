package org.souk.api.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A catalog as operators see it.
 *
 * @param id its id; of a refused file that has none, the file's name without ending
 * @param version of what is live, else of what was refused; may be empty
 * @param state live, parked, stopped or refused
 * @param hosts what it holds, as text
 * @param products how many are sold, 0 if none is live
 * @param since when it came into that state
 * @param source file in the deploy folder or bundle location it came from
 * @param bundle id of its bundle, or -1
 * @param digest SHA-256 of its files in hexadecimal, or empty
 * @param refusedOrNull a newer version that was refused while this one goes on, or null
 * @param problems of the last attempt
 * @param kept the versions that were served last before this one, newest first, at most three
 * @param rolledBackOrNull the version that an operator went back from and whose file has not changed since, or null
 * @param claims its hosts with where they come from, those that an operator removed included
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
    /** Where a catalog is in its life. */
    public enum State {
        /** Being served. */
        LIVE,
        /** Answers 503. */
        PARKED,
        /** Off, as its bundle does not run; its hosts stay its own. Starting the bundle puts it back. */
        STOPPED,
        /** Not served: never went live, or cannot be served again. */
        REFUSED
    }

    /** A version that was refused: its name, if it could be read, and when. */
    public record Refused(String version, Instant at) {}

    /**
     * A version that was served before.
     *
     * @param since when it went live
     * @param returns whether a rollback can lead to it
     */
    public record Kept(String version, Instant since, boolean returns) {}

    /** The version that an operator went back from, and when. */
    public record RolledBack(String version, Instant at) {}

    /** A host, as text, and where it comes from. */
    public record Claim(String host, Origin origin) {}

    /** Where a host comes from. */
    public enum Origin {
        /** The catalog's own. */
        CATALOG,
        /** An operator added it. */
        ADDED,
        /** The catalog's own, and an operator removed it: not held. */
        REMOVED
    }

    /** Takes copies. */
    public CatalogStatus {
        hosts = List.copyOf(hosts);
        problems = List.copyOf(problems);
        kept = List.copyOf(kept);
        claims = List.copyOf(claims);
    }

    /** A newer version that was refused while this one goes on. */
    public Optional<Refused> refused() {
        return Optional.ofNullable(refusedOrNull);
    }

    /** The version that an operator went back from and whose file has not changed since. */
    public Optional<RolledBack> rolledBack() {
        return Optional.ofNullable(rolledBackOrNull);
    }
}
