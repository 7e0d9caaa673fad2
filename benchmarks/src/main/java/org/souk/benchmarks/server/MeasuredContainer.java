package org.souk.benchmarks.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.souk.benchmarks.http.HttpConnection;
import org.souk.benchmarks.http.Response;
import org.souk.benchmarks.measure.Timing;
import org.souk.benchmarks.shop.Shop;
import org.souk.itests.Container;
import org.souk.itests.Distribution;
import org.souk.itests.Http;

/** A container under measurement. */
public record MeasuredContainer(Container container, double bootMillis) implements AutoCloseable {
    private static final Duration BOOT = Duration.ofSeconds(400);

    /** Unpacks a container, fills {@code deploy/}, starts it and waits until it is ready. */
    public static MeasuredContainer start(String name, String heap, Consumer<Path> fill) {
        Path home = Distribution.unpack(name);
        fill.accept(home.resolve("deploy"));
        return ready(Container.launch(home, name, Map.of("SOUK_HEAP", heap)));
    }

    /** Starts a container with the given settings. */
    public static MeasuredContainer start(String name, Map<String, String> settings) {
        return ready(Container.launch(name, settings));
    }

    public static MeasuredContainer start(String name, String heap) {
        return start(name, heap, deploy -> {});
    }

    /** Restarts the container after it was closed. */
    public MeasuredContainer again() {
        return ready(container.relaunch());
    }

    private static MeasuredContainer ready(Container container) {
        // stops the container if the program is interrupted
        Runtime.getRuntime().addShutdownHook(new Thread(container::close));
        container.awaitReady(BOOT);
        return new MeasuredContainer(container, container.age());
    }

    public int port() {
        return container.httpPort();
    }

    public Path deploy() {
        return container.deploy();
    }

    /** Whether /health/ready reports that number of live catalogs and none refused. */
    public boolean live(int catalogs) {
        return Http.get(container.adminPort(), "localhost", "/health/ready")
                .body()
                .contains("\"" + catalogs + " live, 0 refused");
    }

    /**
     * Repeats a request until its response is right.
     *
     * @param from {@link System#nanoTime} to count from
     * @return milliseconds
     */
    public double until(String host, String path, long from, Duration deadline, Predicate<Response> right) {
        byte[] request = HttpConnection.request(host, path);
        String last = "nothing";
        try (HttpConnection connection = new HttpConnection(port())) {
            while (System.nanoTime() - from < deadline.toNanos()) {
                long asked = System.nanoTime();
                try {
                    Response answer = connection.send(request);
                    if (right.test(answer)) {
                        return Timing.millisSince(from);
                    }
                    last = answer.shown();
                } catch (IOException e) {
                    last = e.toString();
                }
                // polling uses at most a fifth of a core
                LockSupport.parkNanos(Math.max(4_000_000, 4 * (System.nanoTime() - asked)));
            }
        }
        throw new IllegalStateException("http://" + host + path + " is not right after " + deadline + ": " + last);
    }

    /** Waits until a product page is of that version. */
    public double untilVersion(Shop shop, int version, long from, Duration deadline) {
        byte[] marker = Shop.marker(version).getBytes(StandardCharsets.US_ASCII);
        return until(
                shop.host(),
                "/p/item-" + shop.products(),
                from,
                deadline,
                answer -> answer.status() == 200 && answer.contains(marker));
    }

    /** Waits until no shop has the host. */
    public double untilGone(Shop shop, long from, Duration deadline) {
        return until(shop.host(), "/", from, deadline, answer -> answer.status() == 421);
    }

    /** Deploys a version and returns the milliseconds from the end of the copy until it is live. */
    public double drop(Shop shop, int version, Duration deadline) {
        long end = Shop.copy(shop.zip(version), shop.in(deploy()));
        return untilVersion(shop, version, end, deadline);
    }

    @Override
    public void close() {
        container.close();
    }
}
