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
 * Some questions to the services of one type, asked on one thread of the catalog. Whoever wants the answers waits until the deadline and
 * no longer; what the thread does after that counts for nothing, until it returns.
 *
 * @param <S> the type
 */
public final class Call<S> {
    private static final Logger LOG = LoggerFactory.getLogger(Call.class);

    private final List<S> services;
    private final List<Circuit> circuits;
    private final CatalogThreads crew;
    private @Nullable Circuit asked;
    private boolean over;

    Call(List<S> services, List<Circuit> circuits, CatalogThreads crew) {
        this.services = services;
        this.circuits = circuits;
        this.crew = crew;
    }

    /**
     * Has the questions asked, and waits for the answers. Nothing is done if no thread takes them.
     *
     * @param questions asks; may go on for a while after this has returned
     */
    void ask(Duration deadline, Consumer<Call<S>> questions) {
        TimedCall<Void> running = crew.take(deadline, () -> questions.accept(this));
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
            // not by a service: what that throws is caught where it is asked
            LOG.error("The Java of a catalog could not be asked", e);
        }
    }

    private synchronized void giveUp(TimedCall<?> running, String why) {
        over = true;
        StackTraceElement[] trace = crew.abandon(running);
        if (trace != null && asked != null) {
            asked.timedOut(why, Traces.of(trace), crew.exhausted());
        }
    }

    /** How many services there are; they are asked by number, the highest ranking first. */
    public int services() {
        return services.size();
    }

    /** Whether nobody waits for answers any more. */
    public synchronized boolean isOver() {
        return over;
    }

    /**
     * Asks one of the services.
     *
     * @param about what it is asked about, for a report
     * @param fault what is wrong with an answer, or null
     * @return the answer; null if the service is left out
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
            // what it starts is known by that as the catalog's
            here.setContextClassLoader(service.getClass().getClassLoader());
            answer = question.apply(service);
            wrong = fault.apply(answer);
        } catch (Throwable e) {
            // on a thread of the catalog's own there is nothing that must get through
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
