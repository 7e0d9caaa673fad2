package org.souk.api.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The state of the Java code that catalogs bring, on this container, for operators. Safe for any thread; never calls catalog code. */
@ProviderType
public interface CatalogJava {
    /** The report on the live version; empty if there is none, or if the catalog provides no SPI service. */
    Optional<Report> find(CatalogId id);

    /**
     * The Java code of one catalog.
     *
     * @param threads threads of this catalog that are in a call now, including hanging ones
     * @param hanging threads whose call timed out and has not returned, including those of earlier versions
     * @param services in the order in which they are called
     */
    record Report(int threads, int hanging, List<Service> services) {
        public Report {
            services = List.copyOf(services);
        }
    }

    /** Whether the container calls a service (circuit breaker). */
    enum Circuit {
        /** The service is called. */
        CLOSED,
        /** The service failed too often and is not called. */
        OPEN,
        /** The service is called occasionally, to find out whether it works again. */
        HALF_OPEN
    }

    /**
     * Counters of one service since its version went live.
     *
     * @param type simple name of its interface in the SPI: {@code PriceRule}
     * @param className the class that the merchant wrote
     * @param calls actual calls; answers from the cache are not counted
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
        /** The latest failure or time-out; empty if there was none. */
        public Optional<Failure> lastFailure() {
            return Optional.ofNullable(lastFailureOrNull);
        }
    }

    /** A failure, described in one line, and its time by the container's clock. */
    record Failure(String what, Instant at) {}
}
