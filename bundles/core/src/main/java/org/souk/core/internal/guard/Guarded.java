package org.souk.core.internal.guard;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogJava;

/**
 * The services of one type that one version of a catalog has, and what they answered. Safe for any thread.
 *
 * @param <S> the type
 */
public final class Guarded<S> {
    private final List<Circuit> circuits;
    private final CatalogThreads crew;
    private final Memory memory;
    private final Duration deadline;

    Guarded(Catalog catalog, Class<S> type, List<S> services, CatalogThreads crew, Bounds bounds, Duration deadline) {
        this.circuits = services.stream()
                .map(service -> new Circuit(catalog, type, service, bounds.retry()))
                .toList();
        this.crew = crew;
        this.memory = new Memory(bounds.remembered());
        this.deadline = deadline;
    }

    /** Whether it is of exactly these. */
    boolean isOf(List<?> services) {
        if (services.size() != circuits.size()) {
            return false;
        }
        for (int i = 0; i < services.size(); i++) {
            if (!circuits.get(i).isOf(services.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** What was answered before, or null. */
    public <T> @Nullable T recall(Question<T> question) {
        return memory.recall(question);
    }

    /** Keeps an answer of a service that answers the same to the same question. */
    public <T> void remember(Question<T> question, T answer) {
        memory.remember(question, answer);
    }

    /**
     * Asks questions on a thread of the catalog and waits for it, at most until the deadline. Nothing is done while every service is left
     * out or every thread hangs.
     *
     * @param services those that this was made of
     * @param questions asks; may go on for a while after this has returned
     */
    public void call(List<S> services, Consumer<Call<S>> questions) {
        if (circuits.stream().noneMatch(Circuit::mayBeAsked)) {
            return;
        }
        new Call<>(services, circuits, crew).ask(deadline, questions);
    }

    Stream<CatalogJava.Service> report() {
        return circuits.stream().map(Circuit::report);
    }
}
