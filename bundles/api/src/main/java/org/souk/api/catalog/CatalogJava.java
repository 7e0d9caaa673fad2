package org.souk.api.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** How the Java that catalogs bring is doing on this container, for operators. Safe for any thread; never calls into a catalog. */
@ProviderType
public interface CatalogJava {
    /** Of the version that is live; empty if there is none, or if it brings no service of the SPI. */
    Optional<Report> find(CatalogId id);

    /**
     * The Java of one catalog.
     *
     * @param threads of this catalog that are in a call at the moment, those that hang included
     * @param hanging threads whose call was given up and has not returned, of earlier versions too
     * @param services in the order in which they are asked
     */
    record Report(int threads, int hanging, List<Service> services) {
        /** Takes a copy. */
        public Report {
            services = List.copyOf(services);
        }
    }

    /** Whether a service is asked. */
    enum Circuit {
        /** It is asked. */
        CLOSED,
        /** It failed too often and is left out. */
        OPEN,
        /** It is left out, and asked now and then to see whether it answers again. */
        HALF_OPEN
    }

    /**
     * One service since its version went live.
     *
     * @param type simple name of its interface in the SPI: {@code PriceRule}
     * @param className the merchant's class
     * @param calls questions that it was really asked; what is remembered is not asked again
     * @param failures of these, answered by an exception or by something that cannot be used
     * @param timeouts of these, given up at the deadline
     * @param lastFailureOrNull the last failure or time-out, or null
     */
    record Service(
            String type,
            String className,
            Circuit circuit,
            long calls,
            long failures,
            long timeouts,
            @Nullable Failure lastFailureOrNull) {
        /** The last failure or time-out. */
        public Optional<Failure> lastFailure() {
            return Optional.ofNullable(lastFailureOrNull);
        }
    }

    /** What went wrong, in a line, and when. */
    record Failure(String what, Instant at) {}
}
