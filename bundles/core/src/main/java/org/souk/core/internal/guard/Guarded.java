package org.souk.core.internal.guard;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogJava;

/**
 * The guarded services of one type in one version of a catalog, with their cached answers. Safe for any thread.
 *
 * @param <S> type of the services
 */
public final class Guarded<S> {
    private final List<Circuit> circuits;
    private final CatalogThreads threads;
    private final Memory memory;
    private final Duration deadline;

    Guarded(
            Catalog catalog,
            Class<S> type,
            List<S> services,
            CatalogThreads threads,
            Bounds bounds,
            Duration deadline) {
        this.circuits = services.stream()
                .map(service -> new Circuit(catalog, type, service, bounds.retry()))
                .toList();
        this.threads = threads;
        this.memory = new Memory(bounds.remembered());
        this.deadline = deadline;
    }

    /** Whether it guards exactly these services. */
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

    /** A cached answer, or null. */
    public <T> @Nullable T recall(Question<T> question) {
        return memory.recall(question);
    }

    /** Caches an answer of a pure service. */
    public <T> void remember(Question<T> question, T answer) {
        memory.remember(question, answer);
    }

    /**
     * Runs questions on a thread of the catalog and waits until the deadline. Does nothing while all circuits are open or all threads hang.
     *
     * @param services the services with which this was created
     * @param questions calls the services; may still run after this method has returned
     */
    public void call(List<S> services, Consumer<Call<S>> questions) {
        if (circuits.stream().noneMatch(Circuit::mayBeAsked)) {
            return;
        }
        new Call<>(services, circuits, threads).ask(deadline, questions);
    }

    Stream<CatalogJava.Service> report() {
        return circuits.stream().map(Circuit::report);
    }
}
