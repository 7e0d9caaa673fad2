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
 * Who holds which id and which host. A version that is being made ready reserves what it wants beside what its catalog holds already;
 * publishing commits that, failing cancels it. Of two that want the same, the first has it. Safe for any thread.
 */
public final class ClaimRegistry {
    private final Map<HostPattern, Claim> holders = new HashMap<>();
    private final Map<CatalogId, Claim> claims = new HashMap<>();
    /** What came from one source: two ids while it changes its id. */
    private final Map<String, Set<Claim>> bySource = new HashMap<>();

    /** What one id holds. */
    private static final class Claim {
        final CatalogId id;
        final String source;
        final Set<HostPattern> held = new HashSet<>();
        /** Null until a version was published. */
        @Nullable
        Set<HostPattern> committed;

        Claim(CatalogId id, String source) {
            this.id = id;
            this.source = source;
        }
    }

    /** What came of it. */
    public sealed interface Answer {
        /** All is reserved. */
        record Reserved() implements Answer {}

        /** The id comes from another file or bundle. */
        record IdTaken(String source) implements Answer {}

        /** These hosts are held, by whom; nothing was reserved. */
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

    /** Which of the hosts others hold; another id that came from the same source is no other. */
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
     * The version that reserved these hosts is published: what it has no more is free.
     *
     * @return whether anything became free
     */
    public synchronized boolean commit(CatalogId id, Collection<HostPattern> hosts) {
        Claim claim = claims.get(id);
        if (claim == null) {
            return false;
        }
        claim.committed = Set.copyOf(hosts);
        return drop(claim, claim.committed);
    }

    /** Lets go of all that is not among the rest. */
    private boolean drop(Claim claim, Set<HostPattern> rest) {
        return claim.held.removeIf(host -> {
            boolean free = !rest.contains(host);
            if (free) {
                holders.remove(host);
            }
            return free;
        });
    }

    /** The version is not published: back to what its catalog held before. */
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

    /** What one id would have taken over from an earlier one of its source is that one's again. */
    private void giveBack(String source) {
        for (Claim other : bySource.getOrDefault(source, Set.of())) {
            if (other.committed != null) {
                other.committed.stream()
                        .filter(host -> !holders.containsKey(host))
                        .forEach(host -> hold(other, host));
            }
        }
    }

    /** Whether another source has the id, or is about to. */
    public synchronized boolean taken(CatalogId id, String source) {
        Claim claim = claims.get(id);
        return claim != null && !claim.source.equals(source);
    }

    /** The catalog is gone: its id and hosts are free. */
    public synchronized void release(CatalogId id) {
        Claim claim = claims.remove(id);
        if (claim != null) {
            claim.held.forEach(holders::remove);
            Set<Claim> siblings = bySource.getOrDefault(claim.source, new HashSet<>());
            siblings.remove(claim);
            if (siblings.isEmpty()) {
                bySource.remove(claim.source);
            }
            giveBack(claim.source);
        }
    }
}
