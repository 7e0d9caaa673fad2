package org.souk.api.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reports to operators how the catalogs' own Java code ({@link org.souk.api.spi}) works on this container. Safe for any thread; never calls
 * that code.
 */
@ProviderType
public interface CatalogJava {
    /**
     * Returns the report on a catalog's live version; empty if the catalog is not live or provides no service of {@link org.souk.api.spi}.
     */
    Optional<Report> find(CatalogId id);

    /**
     * The state of the Java code of one catalog.
     *
     * @param threads threads of this catalog that are in a call now, including hanging ones
     * @param hanging threads whose call exceeded its deadline and has not returned, including those of earlier versions
     * @param services in the order in which the container calls them
     */
    record Report(int threads, int hanging, List<Service> services) {
        public Report {
            services = List.copyOf(services);
        }
    }

    /** Whether the container calls a service: the state of its circuit breaker. */
    enum Circuit {
        /** The container calls the service. */
        CLOSED,
        /** The service failed too often, so the container does not call it for a while. */
        OPEN,
        /** The container calls the service a few times, to find out whether it works again. */
        HALF_OPEN
    }

    /**
     * Counters of one service since its version went live.
     *
     * @param type simple name of the interface that the service implements: {@code PriceRule}
     * @param className the class that the merchant wrote
     * @param calls number of calls, without answers from the container's cache
     * @param failures calls that threw or returned an unusable value
     * @param timeouts calls that exceeded the deadline
     * @param lastFailureOrNull the latest failure or time-out, or null
     */
    record Service(
            String type,
            String className,
            Circuit circuit,
            long calls,
            long failures,
            long timeouts,
            @Nullable Failure lastFailureOrNull) {
        /** Returns the latest failure or time-out; empty if there was none. */
        public Optional<Failure> lastFailure() {
            return Optional.ofNullable(lastFailureOrNull);
        }
    }

    /** A failure, described in one line, and its time by the container's clock. */
    record Failure(String what, Instant at) {}
}
