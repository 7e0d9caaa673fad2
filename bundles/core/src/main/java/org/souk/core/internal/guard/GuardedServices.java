package org.souk.core.internal.guard;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogJava;

/** Calls the services of one type in one version of a catalog within the limits, and caches their answers. Safe for any thread. */
public final class GuardedServices<S> {
    private final List<ServiceCircuitBreaker> breakers;
    private final CatalogThreads threads;
    private final AnswerCache cache;
    private final Duration deadline;

    GuardedServices(
            Catalog catalog,
            Class<S> type,
            List<S> services,
            CatalogThreads threads,
            Bounds bounds,
            Duration deadline) {
        this.breakers = services.stream()
                .map(service -> new ServiceCircuitBreaker(catalog, type, service, bounds.retry()))
                .toList();
        this.threads = threads;
        this.cache = new AnswerCache(bounds.cacheSize());
        this.deadline = deadline;
    }

    boolean isOf(List<?> services) {
        return services.size() == breakers.size()
                && IntStream.range(0, services.size())
                        .allMatch(i -> breakers.get(i).isOf(services.get(i)));
    }

    public AnswerCache cache() {
        return cache;
    }

    /**
     * Runs a task on a thread of the catalog and waits until the deadline. Does nothing while all circuits are open or all threads hang.
     *
     * @param services the services with which this was created
     * @param task calls the services; may still run after this method has returned
     */
    public void run(List<S> services, Consumer<GuardedCall<S>> task) {
        if (breakers.stream().anyMatch(ServiceCircuitBreaker::mayPermit)) {
            new GuardedCall<>(services, breakers, threads).run(deadline, task);
        }
    }

    Stream<CatalogJava.Service> report() {
        return breakers.stream().map(ServiceCircuitBreaker::report);
    }
}
