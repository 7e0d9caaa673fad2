package org.souk.deployer.internal.life;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogId;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.read.Problems;
import org.souk.deployer.internal.route.ClaimBook;
import org.souk.deployer.internal.route.ClaimBook.Answer;

/** Claims of a catalog, and what to tell its merchant when another holds what it wants. */
final class Claims {
    private Claims() {}

    /** Whether what an operator changed leaves a catalog the hosts that it needs; if not, tells {@code problems}. */
    static boolean remain(Catalog catalog, HostChanges changes, Problems problems) {
        List<HostPattern> hosts = changes.of(catalog.hosts());
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

    /** The host that all others lead to. */
    static Optional<HostPattern> canonical(Catalog catalog) {
        return catalog.settings()
                .canonical()
                .map(canonical -> new HostPattern.Exact(canonical.authority().host()));
    }

    /** Reserves; if something is held, tells {@code problems} all of it. */
    static boolean reserve(
            ClaimBook book,
            Catalog catalog,
            HostChanges changes,
            Map<HostPattern, Integer> lines,
            String source,
            Problems problems) {
        Answer answer = book.reserve(catalog.id(), source, changes.of(catalog.hosts()));
        if (answer instanceof Answer.IdTaken taken) {
            problems.error(
                    source,
                    0,
                    "the id '" + catalog.id() + "' comes from " + taken.source() + " already; remove " + taken.source()
                            + " or " + source + ", or give one another id");
        } else if (answer instanceof Answer.HostsHeld held) {
            tellHeld(held.hosts(), catalog, lines, problems);
        }
        return answer instanceof Answer.Reserved;
    }

    static void tellHeld(
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
