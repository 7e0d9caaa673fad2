package org.souk.deployer.internal.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.souk.api.catalog.CatalogStatus.Claim;
import org.souk.api.catalog.CatalogStatus.Origin;
import org.souk.api.host.HostPattern;

/**
 * What an operator changed of a catalog's hosts; outlives its versions.
 *
 * @param added held besides the catalog's own
 * @param removed not held, although the catalog names them
 */
public record HostChanges(List<HostPattern> added, List<HostPattern> removed) {
    public static final HostChanges NONE = new HostChanges(List.of(), List.of());

    public HostChanges {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /** What a catalog with these hosts holds. */
    public List<HostPattern> of(Collection<HostPattern> own) {
        Set<HostPattern> held = new LinkedHashSet<>(own);
        held.addAll(added);
        removed.forEach(held::remove);
        return List.copyOf(held);
    }

    public HostChanges plus(HostPattern host, Collection<HostPattern> own) {
        return new HostChanges(own.contains(host) ? without(added, host) : with(added, host), without(removed, host));
    }

    public HostChanges minus(HostPattern host, Collection<HostPattern> own) {
        return new HostChanges(without(added, host), own.contains(host) ? with(removed, host) : removed);
    }

    /** For operators: the catalog's own first. */
    public List<Claim> claims(Collection<HostPattern> own) {
        List<Claim> claims = new ArrayList<>();
        own.forEach(host ->
                claims.add(new Claim(host.toString(), removed.contains(host) ? Origin.REMOVED : Origin.CATALOG)));
        added.stream()
                .filter(host -> !own.contains(host))
                .forEach(host -> claims.add(new Claim(host.toString(), Origin.ADDED)));
        return claims;
    }

    private static List<HostPattern> with(List<HostPattern> list, HostPattern host) {
        Set<HostPattern> more = new LinkedHashSet<>(list);
        more.add(host);
        return List.copyOf(more);
    }

    private static List<HostPattern> without(List<HostPattern> list, HostPattern host) {
        return list.stream().filter(one -> !one.equals(host)).toList();
    }
}
