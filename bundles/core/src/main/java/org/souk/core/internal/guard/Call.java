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
 * Calls services of one type on one thread of the catalog. The caller waits until the deadline; later answers are ignored.
 *
 * @param <S> type of the services
 */
public final class Call<S> {
    private static final Logger LOG = LoggerFactory.getLogger(Call.class);

    private final List<S> services;
    private final List<Circuit> circuits;
    private final CatalogThreads threads;
    private @Nullable Circuit asked;
    private boolean over;

    Call(List<S> services, List<Circuit> circuits, CatalogThreads threads) {
        this.services = services;
        this.circuits = circuits;
        this.threads = threads;
    }

    /**
     * Runs questions on a thread of the catalog and waits until the deadline. Does nothing if every thread hangs or the queue is full.
     *
     * @param questions may still run after this method has returned
     */
    void ask(Duration deadline, Consumer<Call<S>> questions) {
        TimedCall<Void> running = threads.take(deadline, () -> questions.accept(this));
        if (running == null) {
            return;
        }
        try {
            running.await();
        } catch (TimeoutException e) {
            giveUp(running, "it did not answer within " + deadline.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUp(running, "whoever waited for it was interrupted");
        } catch (ExecutionException e) {
            // not thrown by a service: those exceptions are caught around each call
            LOG.error("The Java of a catalog could not be asked", e);
        }
    }

    private synchronized void giveUp(TimedCall<?> running, String why) {
        over = true;
        StackTraceElement[] trace = threads.abandon(running);
        if (trace != null && asked != null) {
            asked.timedOut(why, Traces.of(trace), threads.exhausted());
        }
    }

    /** The number of services, which are asked by index, highest ranking first. */
    public int services() {
        return services.size();
    }

    /** Whether the caller no longer waits. */
    public synchronized boolean isOver() {
        return over;
    }

    /**
     * Calls one of the services.
     *
     * @param about what the question is about, for error reports
     * @param fault describes what is wrong with an answer; null if it is valid
     * @return the answer, or null if there is none
     */
    public <T> @Nullable T ask(
            int number,
            Object about,
            Function<S, @Nullable T> question,
            Function<@Nullable T, @Nullable String> fault) {
        Circuit circuit = circuits.get(number);
        synchronized (this) {
            if (over || !circuit.permits()) {
                return null;
            }
            asked = circuit;
        }
        T answer = null;
        String wrong;
        String trace = "";
        S service = services.get(number);
        Thread here = Thread.currentThread();
        ClassLoader before = here.getContextClassLoader();
        try {
            // threads that the service starts inherit it, so the container recognizes them as the catalog's
            here.setContextClassLoader(service.getClass().getClassLoader());
            answer = question.apply(service);
            wrong = fault.apply(answer);
        } catch (Throwable e) {
            // even errors: this thread belongs to the catalog, and no caller above could handle them
            wrong = "threw " + Traces.name(e);
            trace = Traces.of(e);
        } finally {
            here.setContextClassLoader(before);
        }
        return told(circuit, wrong == null ? null : "for " + about + " it " + wrong, trace) ? answer : null;
    }

    private synchronized boolean told(Circuit circuit, @Nullable String wrong, String trace) {
        asked = null;
        if (over) {
            return false;
        }
        if (wrong == null) {
            circuit.succeeded();
        } else {
            circuit.failed(wrong, trace);
        }
        return wrong == null;
    }
}
