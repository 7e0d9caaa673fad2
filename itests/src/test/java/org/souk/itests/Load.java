package org.souk.itests;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Somebody who asks for the same page again and again, and remembers every answer that was not 200. */
final class Load implements AutoCloseable {
    private final Thread thread;
    private final AtomicLong requests = new AtomicLong();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private volatile boolean running = true;

    Load(Container container, String host, String path) {
        thread = new Thread(
                () -> {
                    while (running) {
                        Http.Answer answer = Http.get(container.httpPort(), host, path);
                        requests.incrementAndGet();
                        if (answer.status() != 200) {
                            failures.add(answer.toString());
                        }
                    }
                },
                "load-" + host);
        thread.start();
    }

    long requests() {
        return requests.get();
    }

    List<String> failures() {
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
