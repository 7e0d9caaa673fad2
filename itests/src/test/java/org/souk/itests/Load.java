package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** A client that requests the same pages in turn, and records every wrong answer. */
public final class Load implements AutoCloseable {
    private final Thread thread;
    private final AtomicLong requests = new AtomicLong();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private volatile boolean running = true;

    public Load(Container container, String host, String path) {
        this(container, host, List.of(path), answer -> "");
    }

    /**
     * Asks by turns.
     *
     * @param wrong what is wrong with an answer that is 200, or empty
     */
    public Load(Container container, String host, List<String> paths, Function<Http.Answer, String> wrong) {
        thread = new Thread(
                () -> {
                    while (running) {
                        String path = paths.get((int) (requests.getAndIncrement() % paths.size()));
                        Http.Answer answer = Http.get(container.httpPort(), host, path);
                        String problem = answer.status() == 200 ? wrong.apply(answer) : answer.toString();
                        if (!problem.isEmpty()) {
                            failures.add(path + ": " + problem);
                        }
                    }
                },
                "load-" + host);
        thread.start();
    }

    /** Ends it: it asked for something, and every answer was right. */
    public void assertUnharmed() {
        close();
        assertThat(requests()).isPositive();
        assertThat(failures)
                .as("of %d requests to %s", requests(), thread.getName())
                .isEmpty();
    }

    public long requests() {
        return requests.get();
    }

    public List<String> failures() {
        return failures;
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join(30_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
