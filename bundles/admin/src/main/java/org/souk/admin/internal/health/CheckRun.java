package org.souk.admin.internal.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.souk.api.health.Health;
import org.souk.api.health.HealthCheck;

/** Runs checks side by side, each within a time. One that hangs holds one thread, however often it is asked. */
final class CheckRun implements AutoCloseable {
    private static final int MOST_THREADS = 16;

    private final Duration patience;
    private final Map<HealthCheck, FutureTask<Health>> running = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads;

    CheckRun(Duration patience) {
        this.patience = patience;
        AtomicInteger count = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                0,
                MOST_THREADS,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                work -> {
                    Thread thread = new Thread(work, "souk-health-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                // too many hang: a cancelled check is told as such, and tried again next time
                (work, pool) -> ((FutureTask<?>) work).cancel(false));
    }

    List<Report.Entry> all(List<HealthCheck> checks) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<Future<Health>> started = new ArrayList<>();
        for (HealthCheck check : checks) {
            started.add(start(check));
        }
        List<Report.Entry> entries = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            entries.add(Report.Entry.of(name(checks.get(i)), await(started.get(i), deadline)));
        }
        return entries;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private Future<Health> start(HealthCheck check) {
        FutureTask<Health> fresh = new FutureTask<>(check::check) {
            @Override
            protected void done() {
                running.remove(check, this);
            }
        };
        FutureTask<Health> before = running.putIfAbsent(check, fresh);
        if (before != null) {
            return before;
        }
        threads.execute(fresh);
        return fresh;
    }

    private Health await(Future<Health> future, long deadline) {
        try {
            return future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new Health(Health.Status.DOWN, "did not answer within " + patience.toMillis() + " ms");
        } catch (ExecutionException e) {
            return new Health(Health.Status.DOWN, "failed: " + e.getCause());
        } catch (CancellationException e) {
            return new Health(Health.Status.DOWN, "was not asked: too many checks hang");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Health(Health.Status.DOWN, "was interrupted");
        }
    }

    private static String name(HealthCheck check) {
        try {
            return check.name();
        } catch (RuntimeException e) {
            return check.getClass().getSimpleName();
        }
    }
}
