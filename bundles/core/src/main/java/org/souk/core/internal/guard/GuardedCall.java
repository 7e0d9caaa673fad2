package org.souk.core.internal.guard;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.common.concurrent.TimedCall;

/**
 * Runs a task that calls services of one type, on a thread of the catalog. The caller waits until the deadline; later answers are ignored.
 */
public final class GuardedCall<S> {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedCall.class);

    private final List<S> services;
    private final List<ServiceCircuitBreaker> breakers;
    private final CatalogThreads threads;
    private @Nullable ServiceCircuitBreaker current;
    private boolean abandoned;

    GuardedCall(List<S> services, List<ServiceCircuitBreaker> breakers, CatalogThreads threads) {
        this.services = services;
        this.breakers = breakers;
        this.threads = threads;
    }

    /** Does nothing if every thread hangs or the queue is full. The task may still run after this method has returned. */
    void run(Duration deadline, Consumer<GuardedCall<S>> task) {
        TimedCall<Void> running = threads.take(deadline, () -> task.accept(this));
        if (running == null) {
            return;
        }
        try {
            running.await();
        } catch (TimeoutException e) {
            abandon(running, "it did not answer within " + deadline.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abandon(running, "whoever waited for it was interrupted");
        } catch (ExecutionException e) {
            // no service threw this: ask() catches their exceptions
            LOG.error("The Java of a catalog could not be asked", e);
        }
    }

    private synchronized void abandon(TimedCall<?> running, String why) {
        abandoned = true;
        StackTraceElement[] trace = threads.abandon(running);
        if (trace != null && current != null) {
            current.timedOut(why, Traces.of(trace), threads.exhausted());
        }
    }

    /** Returns the number of services. {@link #ask} calls them by index, highest ranking first. */
    public int services() {
        return services.size();
    }

    /** Returns whether the caller no longer waits. */
    public synchronized boolean isAbandoned() {
        return abandoned;
    }

    /**
     * Calls one of the services.
     *
     * @param about what the call is about, for example a SKU, for error reports
     * @param question calls the service
     * @param fault describes what is wrong with an answer; null if it is valid
     * @return the answer, or null if the service was not called or gave no valid answer
     */
    public <T> @Nullable T ask(
            int index, Object about, Function<S, @Nullable T> question, Function<@Nullable T, @Nullable String> fault) {
        ServiceCircuitBreaker breaker = breakers.get(index);
        synchronized (this) {
            if (abandoned || !breaker.tryAcquirePermit()) {
                return null;
            }
            current = breaker;
        }
        T answer = null;
        String wrong;
        String trace = "";
        S service = services.get(index);
        Thread here = Thread.currentThread();
        ClassLoader before = here.getContextClassLoader();
        try {
            // threads that the service starts inherit this class loader, by which the container recognises them
            here.setContextClassLoader(service.getClass().getClassLoader());
            answer = question.apply(service);
            wrong = fault.apply(answer);
        } catch (Throwable e) {
            // catches even errors, because this thread belongs to the catalog and no caller could handle them
            wrong = "threw " + Traces.name(e);
            trace = Traces.of(e);
        } finally {
            here.setContextClassLoader(before);
        }
        return recordOutcome(breaker, wrong == null ? null : "for " + about + " it " + wrong, trace) ? answer : null;
    }

    private synchronized boolean recordOutcome(ServiceCircuitBreaker breaker, @Nullable String wrong, String trace) {
        current = null;
        if (abandoned) {
            return false;
        }
        if (wrong == null) {
            breaker.succeeded();
        } else {
            breaker.failed(wrong, trace);
        }
        return wrong == null;
    }
}
