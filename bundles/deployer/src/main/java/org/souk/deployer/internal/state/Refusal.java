package org.souk.deployer.internal.state;

import java.time.Instant;
import java.util.List;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.Problem;

/**
 * A version that was refused.
 *
 * @param source key of the source
 * @param id the catalog's id; empty if it is not known
 * @param version may be empty
 * @param reason what must change before the source is read again
 */
public record Refusal(String source, String id, String version, Instant at, Reason reason, List<Problem> problems) {
    public enum Reason {
        /** The source itself must change. */
        CONTENT,
        /** Another catalog holds its id or a host, or an operator removed a host: the container retries when that may have changed. */
        HELD,
        /** The disk lacks space. The container retries every few seconds. */
        SPACE,
        /** Something in the container failed. The next start retries. */
        CONTAINER
    }

    public Refusal {
        problems = List.copyOf(problems);
    }

    /** As operators see a source that no catalog is live from. */
    public CatalogStatus status() {
        return new CatalogStatus(
                id,
                version,
                CatalogStatus.State.REFUSED,
                List.of(),
                0,
                at,
                source,
                -1,
                "",
                null,
                problems,
                List.of(),
                null,
                List.of());
    }
}
