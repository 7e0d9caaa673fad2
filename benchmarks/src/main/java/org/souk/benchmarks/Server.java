package org.souk.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.souk.itests.Container;
import org.souk.itests.Distribution;
import org.souk.itests.Http;

/** A container under measurement. */
record Server(Container container, double bootMillis) implements AutoCloseable {
    private static final Duration BOOT = Duration.ofSeconds(400);

    /** Unpacks, fills {@code deploy/}, starts, waits until it is ready. */
    static Server start(String name, String heap, Consumer<Path> fill) {
        Path home = Distribution.unpack(name);
        fill.accept(home.resolve("deploy"));
        return ready(Container.launch(home, name, Map.of("SOUK_HEAP", heap)));
    }

    /** With more settings than the heap. */
    static Server start(String name, Map<String, String> settings) {
        return ready(Container.launch(name, settings));
    }

    static Server start(String name, String heap) {
        return start(name, heap, deploy -> {});
    }

    /** The same container once more, after it was closed. */
    Server again() {
        return ready(container.relaunch());
    }

    private static Server ready(Container container) {
        // a program that is interrupted leaves no container behind
        Runtime.getRuntime().addShutdownHook(new Thread(container::close));
        container.awaitReady(BOOT);
        return new Server(container, container.age());
    }

    int port() {
        return container.httpPort();
    }

    Path deploy() {
        return container.deploy();
    }

    /** What /health/ready tells of catalogs: {@code 1000 live, 0 refused}. */
    boolean live(int catalogs) {
        return Http.get(container.adminPort(), "localhost", "/health/ready")
                .body()
                .contains("\"" + catalogs + " live, 0 refused");
    }

    /**
     * Asks again and again until the answer is right.
     *
     * @param from {@link System#nanoTime} to count from
     * @return milliseconds
     */
    double until(String host, String path, long from, Duration deadline, Predicate<Answer> right) {
        byte[] request = Connection.request(host, path);
        String last = "nothing";
        try (Connection connection = new Connection(port())) {
            while (System.nanoTime() - from < deadline.toNanos()) {
                long asked = System.nanoTime();
                try {
                    Answer answer = connection.send(request);
                    if (right.test(answer)) {
                        return Time.millisSince(from);
                    }
                    last = answer.shown();
                } catch (IOException e) {
                    last = e.toString();
                }
                // asking takes a fifth of a core at the most from what is measured
                LockSupport.parkNanos(Math.max(4_000_000, 4 * (System.nanoTime() - asked)));
            }
        }
        throw new IllegalStateException("http://" + host + path + " is not right after " + deadline + ": " + last);
    }

    /** Until a product's page is of that version. */
    double untilVersion(Shop shop, int version, long from, Duration deadline) {
        byte[] marker = Shop.marker(version).getBytes(StandardCharsets.US_ASCII);
        return until(
                shop.host(),
                "/p/item-" + shop.products(),
                from,
                deadline,
                answer -> answer.status() == 200 && answer.contains(marker));
    }

    /** Until nobody holds the host. */
    double untilGone(Shop shop, long from, Duration deadline) {
        return until(shop.host(), "/", from, deadline, answer -> answer.status() == 421);
    }

    /** Drops a version and waits for it: milliseconds from the copy's end. */
    double drop(Shop shop, int version, Duration deadline) {
        long end = Shop.copy(shop.zip(version), shop.in(deploy()));
        return untilVersion(shop, version, end, deadline);
    }

    @Override
    public void close() {
        container.close();
    }
}
