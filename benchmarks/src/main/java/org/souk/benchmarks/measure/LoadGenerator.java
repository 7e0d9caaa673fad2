package org.souk.benchmarks.measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongUnaryOperator;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.souk.benchmarks.http.HttpConnection;
import org.souk.benchmarks.http.Response;

/**
 * Sends requests from a few threads, each with its own connection.
 *
 * <p>Open loop: requests are due at fixed times, and latency counts from then, so that waiting behind a slow request is included. Closed
 * loop: each thread sends its next request after the response.
 */
public final class LoadGenerator implements AutoCloseable {
    private static final long MAX_MICROS = 120_000_000;

    private final List<Thread> threads = new ArrayList<>();
    private final Recorder recorder = new Recorder(MAX_MICROS, 3);
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final FailureLog failures = new FailureLog();
    private final RequestSource target;
    private final LongUnaryOperator due;
    private final long most;
    private volatile boolean running = true;

    private LoadGenerator(int port, RequestSource target, int connections, LongUnaryOperator due, long most) {
        this.target = target;
        this.due = due;
        this.most = most;
        for (int i = 0; i < connections; i++) {
            Thread thread = new Thread(() -> work(port), "load-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    /** Open loop at a fixed rate. */
    public static LoadGenerator open(int port, RequestSource target, double perSecond, int connections) {
        long start = System.nanoTime();
        double interval = 1e9 / perSecond;
        return new LoadGenerator(port, target, connections, n -> start + (long) (n * interval), Long.MAX_VALUE);
    }

    /** Closed loop. */
    public static LoadGenerator closed(int port, RequestSource target, int connections) {
        return exactly(port, target, connections, Long.MAX_VALUE);
    }

    /** Closed loop with a fixed number of requests. */
    public static LoadGenerator exactly(int port, RequestSource target, int connections, long most) {
        return new LoadGenerator(port, target, connections, n -> System.nanoTime(), most);
    }

    private void work(int port) {
        try (HttpConnection connection = new HttpConnection(port)) {
            while (running) {
                long n = next.getAndIncrement();
                if (n >= most) {
                    return;
                }
                long at = due.applyAsLong(n);
                waitUntil(at);
                if (running) {
                    ask(connection, target.of(n), n, at);
                }
            }
        }
    }

    private void ask(HttpConnection connection, RequestSource asked, long n, long at) {
        long sending = asked.sending();
        try {
            Response answer = connection.send(asked.request(n));
            recorder.recordValue(Math.min(MAX_MICROS, Math.max(0, System.nanoTime() - at) / 1000));
            Optional<String> wrong = asked.wrong(answer, sending);
            wrong.ifPresent(failures::add);
            if (wrong.isEmpty() && asked.followed(n)) {
                asked.follow(answer, connection);
            }
        } catch (IOException | RuntimeException e) {
            failures.add(e.toString());
        }
        answered.incrementAndGet();
    }

    private void waitUntil(long at) {
        long left;
        while (running && (left = at - System.nanoTime()) > 0) {
            LockSupport.parkNanos(left);
        }
    }

    /** Latencies in microseconds since the last call. */
    public Histogram latencies() {
        return recorder.getIntervalHistogram();
    }

    public long answered() {
        return answered.get();
    }

    public FailureLog failures() {
        return failures;
    }

    /** Waits until all requests of {@link #exactly} are answered. */
    public void finish() {
        threads.forEach(LoadGenerator::join);
    }

    @Override
    public void close() {
        running = false;
        threads.forEach(LockSupport::unpark);
        threads.forEach(LoadGenerator::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join(30_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
