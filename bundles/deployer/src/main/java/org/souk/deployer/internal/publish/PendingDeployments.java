package org.souk.deployer.internal.publish;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.souk.api.catalog.CatalogId;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.build.Source;
import org.souk.deployer.internal.route.ClaimRegistry;
import org.souk.deployer.internal.route.ClaimRegistry.Scope;

/**
 * Retries sources that were refused because another catalog has their id, a host or the memory, or the disk is full. Safe for any thread.
 */
public final class PendingDeployments {
    private final ClaimRegistry claims;
    private final Retry retry;
    private final Map<String, HostRequest> requests = new ConcurrentHashMap<>();
    private final AtomicLong freed = new AtomicLong();

    /** Deploys a source again. Both methods only queue it and return at once. */
    public interface Retry {
        void now(Source source);

        /** Retries after a few seconds, because no event says that a disk has space again. */
        void later(Source source);
    }

    private record HostRequest(Source source, CatalogId id, List<HostPattern> hosts) {}

    public PendingDeployments(ClaimRegistry claims, Retry retry) {
        this.claims = claims;
        this.retry = retry;
    }

    /** Retries the sources whose id and hosts are free now. To be called when an id or host may have become free. */
    public void resourcesFreed() {
        freed.incrementAndGet();
        requests.values().forEach(this::retryIfFree);
    }

    /** How often {@link #resourcesFreed} was called. */
    public long freedCount() {
        return freed.get();
    }

    /**
     * Retries a source when its id and hosts are free.
     *
     * @param freedBefore {@link #freedCount} before the source was read: ids and hosts that became free since then count, too
     */
    void awaitHosts(Source source, CatalogId id, List<HostPattern> hosts, long freedBefore) {
        HostRequest request = new HostRequest(source, id, hosts);
        requests.put(source.key(), request);
        if (freedCount() != freedBefore) {
            retryIfFree(request);
        }
    }

    void awaitSpace(Source source) {
        remove(source.key());
        retry.later(source);
    }

    void remove(String source) {
        requests.remove(source);
    }

    /** Retries only if id and hosts are free, because reading a catalog is expensive. */
    private void retryIfFree(HostRequest request) {
        String key = request.source().key();
        if (!claims.taken(request.id(), key)
                && claims.conflicts(request.id(), key, request.hosts(), Scope.NEW_VERSION)
                        .isEmpty()) {
            retry.now(request.source());
        }
    }
}
