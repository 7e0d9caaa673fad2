package org.souk.deployer.internal.route;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.souk.api.catalog.CatalogId;
import org.souk.api.host.HostPattern;

/**
 * Who holds which id and which host. A version that is being made ready reserves what it wants beside what its catalog holds already;
 * publishing commits that, failing cancels it. Of two that want the same, the first has it. Safe for any thread.
 */
public final class ClaimBook {
    private final Map<CatalogId, String> sources = new HashMap<>();
    private final Map<HostPattern, CatalogId> holders = new HashMap<>();
    private final Map<CatalogId, Set<HostPattern>> committed = new HashMap<>();

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
        String other = sources.get(id);
        if (other != null && !other.equals(source)) {
            return new Answer.IdTaken(other);
        }
        Map<HostPattern, CatalogId> held = held(id, source, hosts);
        if (!held.isEmpty()) {
            return new Answer.HostsHeld(held);
        }
        sources.put(id, source);
        hosts.forEach(host -> holders.put(host, id));
        return new Answer.Reserved();
    }

    /** Which of the hosts others hold; another id that came from the same source is no other. */
    public synchronized Map<HostPattern, CatalogId> held(CatalogId id, String source, Collection<HostPattern> hosts) {
        Map<HostPattern, CatalogId> held = new LinkedHashMap<>();
        for (HostPattern host : hosts) {
            CatalogId holder = holders.get(host);
            if (holder != null && !holder.equals(id) && !source.equals(sources.get(holder))) {
                held.put(host, holder);
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
        Set<HostPattern> now = new LinkedHashSet<>(hosts);
        committed.put(id, now);
        return holders.entrySet().removeIf(e -> e.getValue().equals(id) && !now.contains(e.getKey()));
    }

    /** The version is not published: back to what its catalog held before. */
    public synchronized void cancel(CatalogId id) {
        Set<HostPattern> before = committed.get(id);
        if (before == null) {
            release(id);
        } else {
            holders.entrySet().removeIf(e -> e.getValue().equals(id) && !before.contains(e.getKey()));
        }
        // what it would have taken over from an earlier id of its source is that one's again
        committed.forEach((holder, hosts) -> hosts.forEach(host -> holders.putIfAbsent(host, holder)));
    }

    /** The catalog is gone: its id and hosts are free. */
    public synchronized void release(CatalogId id) {
        sources.remove(id);
        committed.remove(id);
        holders.values().removeIf(id::equals);
    }
}
