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
    /** Ready to be published; its hosts are reserved. */
    record Ready(CatalogState state, Generation generation, List<Contribution> contributions, Problems warnings)
            implements BuildOutcome {}

    /**
     * The archive was deployed before.
     *
     * @param rolledBack whether it is the one that an operator rolled back from; if not, it is live
     */
    record Unchanged(boolean rolledBack) implements BuildOutcome {}

    /**
     * Refused; nothing has changed.
     *
     * @param id the catalog's id; empty if it is not known
     * @param version may be empty
     * @param hosts all hosts of the version, if other catalogs hold some of them; otherwise empty
     */
    record Refused(String id, String version, Reason reason, List<HostPattern> hosts, Problems problems)
            implements BuildOutcome {}
}
