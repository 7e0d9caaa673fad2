package org.souk.itests.robustness;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.souk.itests.Await;

/**
 * How long this machine takes for any request at the time: small ones to a server in this JVM, one after another. A pause of the whole
 * machine shows here, one of the container does not, so a bound on the container's answers holds on a busy machine if it is counted from
 * here.
 */
final class MachineFloor implements AutoCloseable {
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: floor\r\nConnection: close\r\n\r\n"
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    /** Shorter ones need not be remembered. */
    private static final long NOTED = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(20);

    /** In nanoseconds of {@link System#nanoTime}. */
    private record Slow(long from, long to) {}

    private final HttpServer server;
    private final Thread thread;
    private final Queue<Slow> slow = new ConcurrentLinkedQueue<>();
    private volatile long measuredFrom;
    private volatile boolean running = true;

    MachineFloor() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.setExecutor(Executors.newSingleThreadExecutor());
        server.start();
        measuredFrom = System.nanoTime();
        thread = new Thread(this::measure, "machine-floor");
        thread.start();
    }

    private void measure() {
        while (running) {
            long from = System.nanoTime();
            RawHttp.bytes(server.getAddress().getPort(), REQUEST);
            long to = System.nanoTime();
            if (to - from > NOTED) {
                slow.add(new Slow(from, to));
            }
            measuredFrom = from;
            LockSupport.parkNanos(BETWEEN);
        }
    }

    /**
     * Milliseconds of the slowest of its requests that ran at any moment between two times, or 0 if none was slow.
     *
     * @param from as {@link System#nanoTime} gives it, like {@code to}
     */
    long slowest(long from, long to) {
        // those that ran then have ended when a later one has
        Await.until(() -> measuredFrom > to);
        return TimeUnit.NANOSECONDS.toMillis(slow.stream()
                .filter(each -> each.from() < to && each.to() > from)
                .mapToLong(each -> each.to() - each.from())
                .max()
                .orElse(0));
    }

    @Override
    public void close() {
        running = false;
        server.stop(0);
        ((java.util.concurrent.ExecutorService) server.getExecutor()).shutdownNow();
    }
}
