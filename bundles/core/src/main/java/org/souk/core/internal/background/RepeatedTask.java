package org.souk.core.internal.background;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.database.DatabaseUnavailableException;

/** A background task of {@link TaskScheduler} that runs again and again until it is closed. */
public final class RepeatedTask implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RepeatedTask.class);
    private static final Duration MIN_RETRY = Duration.ofMillis(250);
    private static final Duration MAX_RETRY = Duration.ofSeconds(2);
    private static final Duration RETRY_AFTER_FAILURE = Duration.ofSeconds(10);

    private final ScheduledExecutorService threads;
    private final OutageLog outages;
    private final String name;
    private final Supplier<Duration> work;
    private @Nullable ScheduledFuture<?> next;
    private Duration retry = MIN_RETRY;
    private boolean running;
    private boolean again;
    private boolean closed;

    RepeatedTask(ScheduledExecutorService threads, OutageLog outages, String name, Supplier<Duration> work) {
        this.threads = threads;
        this.outages = outages;
        this.name = name;
        this.work = work;
    }

    /** Runs the task as soon as a thread is free, or again after the current run. */
    public synchronized void soon() {
        again = running;
        if (!running) {
            schedule(Duration.ZERO);
        }
    }

    /** Stops the task. A run in progress is not interrupted. */
    @Override
    public synchronized void close() {
        closed = true;
        if (next != null) {
            next.cancel(false);
        }
    }

    private void run() {
        synchronized (this) {
            if (running || closed) {
                return;
            }
            running = true;
        }
        Duration delay = once();
        synchronized (this) {
            running = false;
            schedule(again ? Duration.ZERO : delay);
            again = false;
        }
    }

    private Duration once() {
        try {
            Duration delay = work.get();
            outages.reached();
            retry = MIN_RETRY;
            return delay;
        } catch (DatabaseUnavailableException e) {
            outages.lost(e);
            Duration delay = retry;
            retry = MAX_RETRY.compareTo(retry.multipliedBy(2)) < 0 ? MAX_RETRY : retry.multipliedBy(2);
            return delay;
        } catch (RuntimeException e) {
            LOG.error("{} failed; the container retries in {} s", name, RETRY_AFTER_FAILURE.toSeconds(), e);
            return RETRY_AFTER_FAILURE;
        }
    }

    private synchronized void schedule(Duration delay) {
        if (closed) {
            return;
        }
        if (next != null) {
            next.cancel(false);
        }
        next = threads.schedule(this::run, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
