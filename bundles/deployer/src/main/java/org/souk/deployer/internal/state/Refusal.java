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
 * @param content stamp of the content that was refused
 */
public record Refusal(
        String source, String id, String version, Instant at, Reason reason, String content, List<Problem> problems) {
    public enum Reason {
        /** The source itself must change. */
        CONTENT,
        /** It would drop most products: the source must change, or an operator accept it. */
        LOSS,
        /**
         * It cannot have its id or a host now: another catalog holds it, a grant is missing, or an operator removed the host. The container
         * retries when that may have changed.
         */
        HELD,
        /** Its products do not fit into the heap that is left for catalogs. The container retries when enough is free. */
        MEMORY,
        /** The disk lacks space. The container retries every few seconds. */
        SPACE,
        /** Something in the container failed. The next start retries. */
        CONTAINER;

        /** Whether the same content is refused again until the source changes. */
        public boolean stands() {
            return this == CONTENT || this == LOSS;
        }
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
