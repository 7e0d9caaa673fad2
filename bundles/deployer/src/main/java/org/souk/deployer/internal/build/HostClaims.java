package org.souk.deployer.internal.build;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogId;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.state.HostChanges;

/** Writes the errors about hosts that a catalog claims and cannot have. {@code ClaimRegistry} decides which those are. */
public final class HostClaims {
    private HostClaims() {}

    /** Whether the catalog keeps its canonical host and at least one host after an operator's changes; else adds a problem. */
    static boolean checkChanges(Catalog catalog, HostChanges changes, Problems problems) {
        List<HostPattern> hosts = changes.applyTo(catalog.hosts());
        Optional<HostPattern> canonical = canonical(catalog).filter(host -> !hosts.contains(host));
        canonical.ifPresent(host -> problems.error(
                "catalog.yaml",
                0,
                "its canonical host '" + host + "' was removed by an operator; give it back with catalog:host-add "
                        + catalog.id() + " " + host + ", or write another"));
        if (canonical.isEmpty() && hosts.isEmpty()) {
            problems.error(
                    "catalog.yaml",
                    0,
                    "all of its hosts were removed by an operator; write another, or give one back with catalog:host-add "
                            + catalog.id());
        }
        return canonical.isEmpty() && !hosts.isEmpty();
    }

    /** The host to which all others redirect. */
    public static Optional<HostPattern> canonical(Catalog catalog) {
        return catalog.settings()
                .canonical()
                .map(canonical -> new HostPattern.Exact(canonical.authority().host()));
    }

    /** Adds a problem for each host that another catalog holds. */
    static void addHeld(
            Map<HostPattern, CatalogId> held, Catalog catalog, Map<HostPattern, Integer> lines, Problems problems) {
        held.forEach((host, holder) -> {
            int line = lines.getOrDefault(host, 0);
            String file = line > 0 || !catalog.hosts().contains(host) ? "catalog.yaml" : "META-INF/MANIFEST.MF";
            problems.error(
                    file,
                    line,
                    "the host '" + host + "' is held by the catalog '" + holder + "', so '" + catalog.id()
                            + "' cannot have it; remove it from one of them");
        });
    }
}
