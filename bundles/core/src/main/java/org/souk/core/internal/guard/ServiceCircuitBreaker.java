package org.souk.core.internal.guard;

import dev.failsafe.CircuitBreaker;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogJava;

/**
 * Counts the calls and failures of one service of a catalog, and permits no calls for a while after several failures. Refers to the service
 * weakly and to none of its classes, so that a removed catalog can be unloaded.
 */
final class ServiceCircuitBreaker {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceCircuitBreaker.class);
    private static final int FAILURES = 5;
    private static final int OF_LAST = 10;
    private static final int SUCCESSES = 3;

    private final WeakReference<Object> service;
    private final String type;
    private final String className;
    private final String catalog;
    private final String id;
    private final Duration retry;
    private final CircuitBreaker<Object> breaker;
    private final LongAdder calls = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder timeouts = new LongAdder();
    private final AtomicBoolean failureLogged = new AtomicBoolean();
    private final AtomicBoolean openLogged = new AtomicBoolean();
    private volatile CatalogJava.@Nullable Failure last;

    ServiceCircuitBreaker(Catalog catalog, Class<?> type, Object service, Duration retry) {
        this.service = new WeakReference<>(service);
        this.type = type.getSimpleName();
        this.className = service.getClass().getName();
        this.catalog = catalog.id() + " (" + catalog.name() + ", version " + catalog.version() + ")";
        this.id = catalog.id().value();
        this.retry = retry;
        this.breaker = CircuitBreaker.builder()
                .withFailureThreshold(FAILURES, OF_LAST)
                .withSuccessThreshold(SUCCESSES)
                .withDelay(retry)
                .onOpen(event -> opened())
                .onClose(event -> closed())
                .build();
    }

    boolean isOf(Object other) {
        return service.refersTo(other);
    }

    boolean mayPermit() {
        return !breaker.isOpen() || breaker.getRemainingDelay().isZero();
    }

    /** Requests a permit for a call, whose outcome must then be recorded. */
    boolean tryAcquirePermit() {
        boolean permitted = breaker.tryAcquirePermit();
        if (permitted) {
            calls.increment();
        }
        return permitted;
    }

    void succeeded() {
        breaker.recordSuccess();
    }

    void failed(String what, String trace) {
        failures.increment();
        note(what, trace);
        breaker.recordFailure();
    }

    /** @param forGood whether no thread is left for another try */
    void timedOut(String what, String trace, boolean forGood) {
        timeouts.increment();
        note(what, trace);
        breaker.recordFailure();
        if (forGood) {
            breaker.open();
        }
    }

    private void note(String what, String trace) {
        last = new CatalogJava.Failure(what, Instant.now());
        if (failureLogged.compareAndSet(false, true)) {
            LOG.warn(
                    "The {} {} of catalog {} failed and is ignored for this request: {}; correct it and deploy the catalog again{}",
                    type,
                    className,
                    catalog,
                    what,
                    trace);
        }
    }

    /** Logs once that the service fails repeatedly, and not again after each failed trial call. */
    private void opened() {
        if (openLogged.compareAndSet(false, true)) {
            CatalogJava.Failure failure = last;
            LOG.warn(
                    "The {} {} of catalog {} fails repeatedly and is only tried every {} s (last: {});"
                            + " correct it and deploy the catalog again; catalog:info {} shows its state",
                    type,
                    className,
                    catalog,
                    Math.max(1, retry.toSeconds()),
                    failure == null ? "unknown" : failure.what(),
                    id);
        }
    }

    private void closed() {
        if (openLogged.compareAndSet(true, false)) {
            LOG.info("The {} {} of catalog {} answers again and is asked as before", type, className, catalog);
        }
    }

    CatalogJava.Service report() {
        CatalogJava.Circuit state = breaker.isClosed()
                ? CatalogJava.Circuit.CLOSED
                : mayPermit() ? CatalogJava.Circuit.HALF_OPEN : CatalogJava.Circuit.OPEN;
        return new CatalogJava.Service(type, className, state, calls.sum(), failures.sum(), timeouts.sum(), last);
    }
}
