package org.souk.deployer.internal.state;

import java.time.Instant;
import java.util.List;
import org.souk.api.catalog.Problem;

/**
 * A version that was refused.
 *
 * @param source where it came from
 * @param id as far as it is known
 * @param version may be empty
 * @param reason what must change before it is looked at again
 */
public record Refusal(String source, String id, String version, Instant at, Reason reason, List<Problem> problems) {
    /** What must change. */
    public enum Reason {
        /** The file itself: it is not read again as long as it lies there as it is. */
        CONTENT,
        /** Nothing is wrong with it but what another catalog holds, or an operator took away: tried again when that may have changed. */
        HELD,
        /** The disk had no room for it: tried again every few seconds. */
        SPACE,
        /** Something in the container: tried again at the next start. */
        CONTAINER
    }

    public Refusal {
        problems = List.copyOf(problems);
    }
}
