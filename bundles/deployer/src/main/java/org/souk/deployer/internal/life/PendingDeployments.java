package org.souk.deployer.internal.life;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.souk.api.catalog.CatalogId;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.route.ClaimBook;

/** What was refused for no fault of its own, and tried again when what it wants may be there. Safe for any thread. */
final class PendingDeployments {
    private final ClaimBook claims;
    private final Again again;
    private final Map<String, Wish> wishes = new ConcurrentHashMap<>();
    private final AtomicLong freeings = new AtomicLong();

    /** Tries a source again. Returns at once. */
    interface Again {
        void now(Source source);

        /** After a while, for nobody tells when a disk has room again. */
        void later(Source source);
    }

    /** An id and hosts. */
    private record Wish(Source source, CatalogId id, List<HostPattern> hosts) {}

    PendingDeployments(ClaimBook claims, Again again) {
        this.claims = claims;
        this.again = again;
    }

    /** Something may be free now that others were refused for. */
    void freed() {
        freeings.incrementAndGet();
        wishes.values().forEach(this::grant);
    }

    /** How often something became free until now. */
    long freedSoFar() {
        return freeings.get();
    }

    /**
     * It waits for these to be free.
     *
     * @param freedBefore how often something had become free when it was looked at: what did so since, before anybody could know that
     *     it waits, counts too
     */
    void claims(Source source, CatalogId id, List<HostPattern> hosts, long freedBefore) {
        Wish wish = new Wish(source, id, hosts);
        wishes.put(source.key(), wish);
        if (freedSoFar() != freedBefore) {
            grant(wish);
        }
    }

    /** It waits for a disk. */
    void space(Source source) {
        over(source.key());
        again.later(source);
    }

    void over(String source) {
        wishes.remove(source);
    }

    /** To look costs little, to read a catalog again does not. */
    private void grant(Wish wish) {
        String key = wish.source().key();
        if (!claims.taken(wish.id(), key)
                && claims.held(wish.id(), key, wish.hosts()).isEmpty()) {
            again.now(wish.source());
        }
    }
}
