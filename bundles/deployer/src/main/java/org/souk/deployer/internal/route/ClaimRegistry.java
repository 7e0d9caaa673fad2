package org.souk.deployer.internal.route;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.host.HostPattern;

/**
 * Records which catalog holds which id and hosts, and decides which hosts a catalog may claim. A version in preparation reserves what it
 * needs beyond what its catalog already holds; publishing commits the reservation, failing cancels it. The first of two claims wins. Safe
 * for any thread.
 */
public final class ClaimRegistry {
    private final HostIndex<Claim> holders = new HostIndex<>();
    private final Map<CatalogId, Claim> claims = new HashMap<>();
    /** Claims of one source: two while it changes its id. */
    private final Map<String, Set<Claim>> bySource = new HashMap<>();

    private HostGrants grants = HostGrants.NONE;

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

        /** The catalog cannot have these hosts; nothing was reserved. */
        record HostsRefused(Map<HostPattern, HostConflict> conflicts) implements Answer {}
    }

    /** Which hosts count as the catalog's own already. */
    public enum Scope {
        /** None: each host of a new version needs its grant, even if the live version holds it. */
        NEW_VERSION,
        /** Those of the live version: it keeps them, over restarts, rollbacks and changes of other hosts. */
        MORE_HOSTS
    }

    /** Sets what the operator grants. Takes nothing away from catalogs that are live. */
    public synchronized void grant(HostGrants granted) {
        grants = granted;
    }

    /** What the operator grants now. */
    public synchronized HostGrants grants() {
        return grants;
    }

    /** Reserves an id for a source and hosts for the id. */
    public synchronized Answer reserve(CatalogId id, String source, Collection<HostPattern> hosts, Scope scope) {
        Claim claim = claims.get(id);
        if (claim != null && !claim.source.equals(source)) {
            return new Answer.IdTaken(claim.source);
        }
        Map<HostPattern, HostConflict> conflicts = conflicts(id, source, hosts, scope);
        if (!conflicts.isEmpty()) {
            return new Answer.HostsRefused(conflicts);
        }
        hold(id, source, hosts);
        return new Answer.Reserved();
    }

    /** Gives a catalog what it held before a restart, whatever the operator grants now. */
    public synchronized void restore(CatalogId id, String source, Collection<HostPattern> hosts) {
        hold(id, source, hosts);
        commit(id, hosts);
    }

    private void hold(CatalogId id, String source, Collection<HostPattern> hosts) {
        Claim mine = claims.computeIfAbsent(id, i -> new Claim(i, source));
        bySource.computeIfAbsent(source, s -> new LinkedHashSet<>()).add(mine);
        hosts.forEach(host -> hold(mine, host));
    }

    private void hold(Claim claim, HostPattern host) {
        Claim before = holders.put(host, claim);
        if (before != null && before != claim) {
            before.held.remove(host);
        }
        claim.held.add(host);
    }

    /** The hosts that a catalog cannot have. What another id from the same source holds is no reason. */
    public synchronized Map<HostPattern, HostConflict> conflicts(
            CatalogId id, String source, Collection<HostPattern> hosts, Scope scope) {
        Map<HostPattern, HostConflict> conflicts = new LinkedHashMap<>();
        hosts.forEach(host -> conflict(id, source, host, scope).ifPresent(conflict -> conflicts.put(host, conflict)));
        return conflicts;
    }

    private Optional<HostConflict> conflict(CatalogId id, String source, HostPattern host, Scope scope) {
        Predicate<Claim> another = claim -> !claim.id.equals(id) && !source.equals(claim.source);
        Claim holder = holders.get(host);
        if (holder != null && another.test(holder)) {
            return Optional.of(new HostConflict.Held(holder.id));
        }
        Claim mine = claims.get(id);
        boolean kept = mine != null && mine.committed != null && mine.committed.contains(host);
        if (kept && scope == Scope.MORE_HOSTS) {
            return Optional.empty();
        }
        if (host instanceof HostPattern.Wildcard wildcard
                && PublicSuffixes.contains(wildcard.below().name())) {
            return Optional.of(new HostConflict.PublicSuffix());
        }
        if (grants.lists(id)) {
            return grants.grants(id, host) ? Optional.empty() : Optional.of(new HostConflict.Unlisted());
        }
        Optional<HostConflict> restricted = grants.restriction(id, host).map(HostConflict.Restricted::new);
        // a catalog does not lose a name because another was granted a wildcard above it later
        return restricted.isPresent() || kept
                ? restricted
                : holders.overlapping(host, another)
                        .map(entry -> new HostConflict.Overlap(entry.host(), entry.holder().id));
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
                        .filter(host -> holders.get(host) == null)
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
