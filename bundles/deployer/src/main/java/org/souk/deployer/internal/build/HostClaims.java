package org.souk.deployer.internal.build;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogId;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.route.HostConflict;
import org.souk.deployer.internal.route.HostGrants;
import org.souk.deployer.internal.state.HostChanges;

/** Words the problems of hosts that a catalog claims and cannot have. {@code ClaimRegistry} decides which those are. */
public final class HostClaims {
    private static final int MAX_SHOWN = 10;

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

    /** Reports the hosts that a catalog cannot have, each where it is written. */
    static void report(Map<HostPattern, HostConflict> conflicts, Catalog catalog, Claimed claimed, Reporter reporter) {
        conflicts.forEach((host, conflict) -> {
            int line = claimed.lines().getOrDefault(host, 0);
            String file = line > 0 || !catalog.hosts().contains(host) ? "catalog.yaml" : "META-INF/MANIFEST.MF";
            reporter.add(file, line, "the host '" + host + "' " + text(conflict, catalog.id(), claimed));
        });
    }

    /** Takes a problem. */
    interface Reporter {
        void add(String file, long line, String message);
    }

    /**
     * What a catalog claims.
     *
     * @param lines where {@code catalog.yaml} names the hosts
     */
    public record Claimed(List<HostPattern> hosts, Map<HostPattern, Integer> lines, HostGrants grants) {}

    /** Why a catalog cannot have a host, and what to do; continues a sentence that begins with the host. */
    public static String text(HostConflict conflict, CatalogId id, Claimed claimed) {
        if (conflict instanceof HostConflict.Held held) {
            return "is held by the catalog '" + held.holder() + "', so '" + id
                    + "' cannot have it; remove it from one of them";
        }
        if (conflict instanceof HostConflict.PublicSuffix) {
            return "claims a public suffix, below which names belong to different owners; write names of the shop's own"
                    + " domain";
        }
        String grant = "; an operator grants it with " + line(id, claimed) + " in etc/org.souk.hosts.cfg";
        if (conflict instanceof HostConflict.Overlap overlap) {
            return "needs a grant, because the catalog '" + overlap.holder() + "' holds '" + overlap.other() + "'"
                    + grant;
        }
        if (conflict instanceof HostConflict.Restricted restricted) {
            return "needs a grant, because " + reason(restricted.restriction()) + grant;
        }
        return "is not among those that the operator lists for '" + id + "'" + grant;
    }

    private static String reason(HostConflict.Restriction restriction) {
        return switch (restriction) {
            case LOCAL -> "it names the machine itself";
            case ADDRESS -> "it answers for every unknown host at that address";
            case CHECKOUT -> "shoppers of other shops order there (SOUK_CHECKOUT_URL)";
        };
    }

    private static String line(CatalogId id, Claimed claimed) {
        return claimed.hosts().size() <= MAX_SHOWN
                ? "the line '" + claimed.grants().line(id, claimed.hosts()) + "'"
                : "a line '" + id + " = ' and all of the catalog's hosts";
    }
}
