package org.souk.deployer.internal.route;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.host.HostPattern;

/**
 * Records which catalog holds which id and hosts. A version in preparation reserves what it needs beyond what its catalog already
 * holds; publishing commits the reservation, failing cancels it. The first of two claims wins. Safe for any thread.
 */
public final class ClaimRegistry {
    private final Map<HostPattern, Claim> holders = new HashMap<>();
    private final Map<CatalogId, Claim> claims = new HashMap<>();
    /** Claims of one source: two while it changes its id. */
    private final Map<String, Set<Claim>> bySource = new HashMap<>();

    private static final class Claim {
        final CatalogId id;
        final String source;
        final Set<HostPattern> held = new HashSet<>();
        /** Null until a version is published. */
        @Nullable
        Set<HostPattern> committed;

        Claim(CatalogId id, String source) {
            this.id = id;
            this.source = source;
        }
    }

    public sealed interface Answer {
        record Reserved() implements Answer {}

        /** Another file or bundle has the id. */
        record IdTaken(String source) implements Answer {}

        /** Other catalogs hold these hosts; nothing was reserved. */
        record HostsHeld(Map<HostPattern, CatalogId> hosts) implements Answer {}
    }

    /** Reserves an id for a source and hosts for the id. */
    public synchronized Answer reserve(CatalogId id, String source, Collection<HostPattern> hosts) {
        Claim claim = claims.get(id);
        if (claim != null && !claim.source.equals(source)) {
            return new Answer.IdTaken(claim.source);
        }
        Map<HostPattern, CatalogId> held = held(id, source, hosts);
        if (!held.isEmpty()) {
            return new Answer.HostsHeld(held);
        }
        Claim mine = claims.computeIfAbsent(id, i -> new Claim(i, source));
        bySource.computeIfAbsent(source, s -> new LinkedHashSet<>()).add(mine);
        hosts.forEach(host -> hold(mine, host));
        return new Answer.Reserved();
    }

    private void hold(Claim claim, HostPattern host) {
        Claim before = holders.put(host, claim);
        if (before != null && before != claim) {
            before.held.remove(host);
        }
        claim.held.add(host);
    }

    /** The hosts that other catalogs hold. Another id from the same source does not count. */
    public synchronized Map<HostPattern, CatalogId> held(CatalogId id, String source, Collection<HostPattern> hosts) {
        Map<HostPattern, CatalogId> held = new LinkedHashMap<>();
        for (HostPattern host : hosts) {
            Claim holder = holders.get(host);
            if (holder != null && !holder.id.equals(id) && !source.equals(holder.source)) {
                held.put(host, holder.id);
            }
        }
        return held;
    }

    /**
     * Commits the reservation of a published version, and frees the hosts that it no longer has.
     *
     * @return whether a host became free
     */
    public synchronized boolean commit(CatalogId id, Collection<HostPattern> hosts) {
        Claim claim = claims.get(id);
        if (claim == null) {
            return false;
        }
        claim.committed = Set.copyOf(hosts);
        return drop(claim, claim.committed);
    }

    /** Frees all hosts except those to keep. */
    private boolean drop(Claim claim, Set<HostPattern> rest) {
        claim.held.stream().filter(host -> !rest.contains(host)).forEach(holders::remove);
        return claim.held.retainAll(rest);
    }

    /** Cancels a reservation: the catalog holds what it held before. */
    public synchronized void cancel(CatalogId id) {
        Claim claim = claims.get(id);
        if (claim == null) {
            return;
        }
        if (claim.committed == null) {
            release(id);
        } else {
            drop(claim, claim.committed);
            giveBack(claim.source);
        }
    }

    /** Returns hosts to the earlier id of the same source. */
    private void giveBack(String source) {
        for (Claim other : bySource.getOrDefault(source, Set.of())) {
            if (other.committed != null) {
                other.committed.stream()
                        .filter(host -> !holders.containsKey(host))
                        .forEach(host -> hold(other, host));
            }
        }
    }

    /** Whether another source has or has reserved the id. */
    public synchronized boolean taken(CatalogId id, String source) {
        Claim claim = claims.get(id);
        return claim != null && !claim.source.equals(source);
    }

    /** Frees the id and hosts of a removed catalog. */
    public synchronized void release(CatalogId id) {
        Claim claim = claims.remove(id);
        if (claim != null) {
            claim.held.forEach(holders::remove);
            bySource.computeIfPresent(claim.source, (source, all) -> all.remove(claim) && all.isEmpty() ? null : all);
            giveBack(claim.source);
        }
    }
}
