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

/** Something that is done again and again until it is closed. */
public final class Repeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Repeat.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(250);
    private static final Duration LAST_RETRY = Duration.ofSeconds(2);
    private static final Duration AFTER_FAULT = Duration.ofSeconds(10);

    private final ScheduledExecutorService threads;
    private final Contact contact;
    private final String what;
    private final Supplier<Duration> task;
    private @Nullable ScheduledFuture<?> next;
    private Duration retry = FIRST_RETRY;
    private boolean running;
    private boolean again;
    private boolean closed;

    Repeat(ScheduledExecutorService threads, Contact contact, String what, Supplier<Duration> task) {
        this.threads = threads;
        this.contact = contact;
        this.what = what;
        this.task = task;
    }

    /** Does it as soon as a thread is free; once more, if it is being done. */
    public synchronized void soon() {
        again = running;
        if (!running) {
            schedule(Duration.ZERO);
        }
    }

    /** Does it no more; what is under way ends by itself. */
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
            Duration delay = task.get();
            contact.reached();
            retry = FIRST_RETRY;
            return delay;
        } catch (DatabaseUnavailableException e) {
            contact.lost(e);
            Duration delay = retry;
            retry = LAST_RETRY.compareTo(retry.multipliedBy(2)) < 0 ? LAST_RETRY : retry.multipliedBy(2);
            return delay;
        } catch (RuntimeException e) {
            LOG.error("{} failed; it is tried again in {} s", what, AFTER_FAULT.toSeconds(), e);
            return AFTER_FAULT;
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
