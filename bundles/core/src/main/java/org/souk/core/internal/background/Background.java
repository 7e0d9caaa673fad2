package org.souk.core.internal.background;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The six threads of this bundle, one for each thing that it does. What they do talks to the database, which may hold each of them for its deadline. */
@Component(service = Background.class)
public final class Background implements AutoCloseable {
    private static final int THREADS = 6;

    private final ScheduledThreadPoolExecutor threads;
    private final Contact contact = new Contact();

    /** Starts no thread before there is something to do. */
    @Activate
    public Background() {
        AtomicInteger count = new AtomicInteger();
        threads = new ScheduledThreadPoolExecutor(
                THREADS,
                work -> {
                    Thread thread = new Thread(work, "souk-core-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        threads.setRemoveOnCancelPolicy(true);
    }

    /**
     * Starts to do something again and again, never twice at once.
     *
     * @param what for the log
     * @param task does it once, and answers how long to wait; {@link org.souk.api.database.DatabaseUnavailableException} is no fault:
     *     it is tried again soon
     */
    public Repeat repeat(String what, Supplier<Duration> task) {
        Repeat repeat = new Repeat(threads, contact, what, task);
        repeat.soon();
        return repeat;
    }

    @Override
    @Deactivate
    public void close() {
        threads.shutdownNow();
    }
}
