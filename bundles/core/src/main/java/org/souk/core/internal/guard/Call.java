package org.souk.core.internal.guard;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One or more questions to services of one type, asked on one thread of the catalog. The caller waits for answers until the deadline; later answers
 * are ignored.
 *
 * @param <S> type of the services
 */
public final class Call<S> implements Runnable {
    private final List<S> services;
    private final List<Circuit> circuits;
    private final CatalogThreads crew;
    private final Consumer<Call<S>> questions;
    private final CountDownLatch done = new CountDownLatch(1);

    private @Nullable Thread thread;
    private @Nullable Circuit asked;
    private boolean over;
    private boolean hangs;

    Call(List<S> services, List<Circuit> circuits, CatalogThreads crew, Consumer<Call<S>> questions) {
        this.services = services;
        this.circuits = circuits;
        this.crew = crew;
        this.questions = questions;
    }

    @Override
    public void run() {
        synchronized (this) {
            if (over) {
                return;
            }
            thread = Thread.currentThread();
        }
        try {
            questions.accept(this);
        } finally {
            end();
        }
    }

    private synchronized void end() {
        thread = null;
        if (hangs) {
            crew.returned();
        }
        done.countDown();
    }

    void await(Duration deadline) {
        try {
            if (!done.await(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                giveUp("it did not answer within " + deadline.toMillis() + " ms");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUp("whoever waited for it was interrupted");
        }
    }

    private synchronized void giveUp(String why) {
        over = true;
        if (thread == null) {
            crew.forget(this);
            return;
        }
        String trace = Traces.of(thread.getStackTrace());
        hangs = true;
        crew.hangs();
        thread.interrupt();
        if (asked != null) {
            asked.timedOut(why, trace, crew.exhausted());
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
     * Asks one of the services.
     *
     * @param about subject of the question, for error reports
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
