package org.souk.deployer.internal.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.CatalogStatus.Claim;
import org.souk.api.catalog.CatalogStatus.Origin;
import org.souk.api.host.HostPattern;

/**
 * The hosts that an operator added to a catalog or removed from it. They apply to all versions.
 *
 * @param added held in addition to the catalog's own
 * @param removed not held although the catalog names them
 */
public record HostChanges(List<HostPattern> added, List<HostPattern> removed) {
    private static final Logger LOG = LoggerFactory.getLogger(HostChanges.class);

    public static final HostChanges NONE = new HostChanges(List.of(), List.of());

    public HostChanges {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /** The hosts that a catalog holds if its own files name {@code own}. */
    public List<HostPattern> applyTo(Collection<HostPattern> own) {
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

    /** As operators see them: the catalog's own first. */
    public List<Claim> claims(Collection<HostPattern> own) {
        List<Claim> claims = new ArrayList<>();
        own.forEach(host ->
                claims.add(new Claim(host.toString(), removed.contains(host) ? Origin.REMOVED : Origin.CATALOG)));
        added.stream()
                .filter(host -> !own.contains(host))
                .forEach(host -> claims.add(new Claim(host.toString(), Origin.ADDED)));
        return claims;
    }

    /** Parses hosts of a state file. Skips those that another release may have written and this one cannot parse. */
    public static List<HostPattern> parse(List<String> texts) {
        List<HostPattern> hosts = new ArrayList<>();
        for (String text : texts) {
            try {
                hosts.add(HostPattern.parse(text));
            } catch (IllegalArgumentException e) {
                LOG.info("The host {} that was held before is written otherwise now: {}", text, e.getMessage());
            }
        }
        return hosts;
    }

    private static List<HostPattern> with(List<HostPattern> list, HostPattern host) {
        return Stream.concat(list.stream(), Stream.of(host)).distinct().toList();
    }

    private static List<HostPattern> without(List<HostPattern> list, HostPattern host) {
        return list.stream().filter(one -> !one.equals(host)).toList();
    }
}
