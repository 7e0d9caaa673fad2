package org.souk.deployer.internal.publish;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.souk.api.catalog.CatalogId;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.build.Source;
import org.souk.deployer.internal.memory.MemoryBudget;
import org.souk.deployer.internal.route.ClaimRegistry;
import org.souk.deployer.internal.route.ClaimRegistry.Scope;

/**
 * Retries sources that were refused because another catalog has their id, a host or the memory, or the disk is full. Safe for any thread.
 */
public final class PendingDeployments {
    private final ClaimRegistry claims;
    private final MemoryBudget memory;
    private final Retry retry;
    private final Map<String, Request> requests = new ConcurrentHashMap<>();
    private final AtomicLong freed = new AtomicLong();

    /** Deploys a source again. Both methods only queue it and return at once. */
    public interface Retry {
        void now(Source source);

        /** Retries after a few seconds, because no event says that a disk has space again. */
        void later(Source source);
    }

    /** What a source needs; the memory in bytes. */
    private record Request(Source source, CatalogId id, List<HostPattern> hosts, long bytes) {}

    public PendingDeployments(ClaimRegistry claims, MemoryBudget memory, Retry retry) {
        this.claims = claims;
        this.memory = memory;
        this.retry = retry;
    }

    /** Retries the sources whose id, hosts and memory are free now. To be called when one of these may have become free. */
    public void resourcesFreed() {
        freed.incrementAndGet();
        requests.values().forEach(this::retryIfFree);
    }

    /**
     * Retries the sources whose memory is free now. Not those that wait for a host: reading one again reserves and frees memory itself, so
     * this would not end.
     */
    public void memoryFreed() {
        requests.values().stream().filter(request -> request.bytes() > 0).forEach(this::retryIfFree);
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
        Request request = new Request(source, id, hosts, 0);
        requests.put(source.key(), request);
        if (freedCount() != freedBefore) {
            retryIfFree(request);
        }
    }

    /** Retries a source when so many bytes of memory are free, at once if they became free while it was read. */
    void awaitMemory(Source source, CatalogId id, long bytes) {
        Request request = new Request(source, id, List.of(), bytes);
        requests.put(source.key(), request);
        retryIfFree(request);
    }

    void awaitSpace(Source source) {
        remove(source.key());
        retry.later(source);
    }

    void remove(String source) {
        requests.remove(source);
    }

    /** Retries only if everything is free, because reading a catalog is expensive. */
    private void retryIfFree(Request request) {
        String key = request.source().key();
        if ((request.bytes() == 0 || memory.fits(request.bytes()))
                && !claims.taken(request.id(), key)
                && claims.conflicts(request.id(), key, request.hosts(), Scope.NEW_VERSION)
                        .isEmpty()) {
            retry.now(request.source());
        }
    }
}
