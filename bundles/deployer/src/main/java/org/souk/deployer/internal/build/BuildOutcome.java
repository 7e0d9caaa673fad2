package org.souk.deployer.internal.build;

import java.util.List;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.live.Contribution;
import org.souk.deployer.internal.live.Generation;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.state.CatalogState;
import org.souk.deployer.internal.state.Refusal.Reason;

/** The result of building a version. */
public sealed interface BuildOutcome {
    /** A version that can be published; its hosts are reserved. */
    record Ready(CatalogState state, Generation generation, List<Contribution> contributions, Problems warnings)
            implements BuildOutcome {}

    /**
     * The archive need not be deployed: it is live, or an operator rolled back from it.
     *
     * @param rolledBack whether an operator rolled back from it
     */
    record Unchanged(boolean rolledBack) implements BuildOutcome {}

    /**
     * The version was refused, and what was live stays live.
     *
     * @param id the catalog's id; empty if it is not known
     * @param version may be empty
     * @param hosts all hosts of the version if it cannot have one of them or its id; otherwise empty
     * @param memory bytes of heap that must be free before the container retries, if the reason is {@code MEMORY}; otherwise 0
     */
    record Refused(String id, String version, Reason reason, List<HostPattern> hosts, long memory, Problems problems)
            implements BuildOutcome {
        public Refused(String id, String version, Reason reason, List<HostPattern> hosts, Problems problems) {
            this(id, version, reason, hosts, 0, problems);
        }
    }
}
