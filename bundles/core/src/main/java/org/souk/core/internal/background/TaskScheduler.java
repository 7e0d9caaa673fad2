package org.souk.core.internal.background;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Runs the six periodic tasks of this bundle on six threads, because each task accesses the database, which may block its thread until the
 * deadline of the call.
 */
@Component(service = TaskScheduler.class)
public final class TaskScheduler implements AutoCloseable {
    private static final int THREADS = 6;

    private final ScheduledThreadPoolExecutor threads;
    private final OutageLog outages = new OutageLog();

    @Activate
    public TaskScheduler() {
        AtomicInteger count = new AtomicInteger();
        threads = new ScheduledThreadPoolExecutor(
                THREADS,
                runnable -> {
                    Thread thread = new Thread(runnable, "souk-core-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        threads.setRemoveOnCancelPolicy(true);
    }

    /**
     * Runs work repeatedly, never concurrently with itself. The work returns the delay until the next run; after an exception, the
     * scheduler retries it.
     */
    public RepeatedTask schedule(String name, Supplier<Duration> work) {
        RepeatedTask task = new RepeatedTask(threads, outages, name, work);
        task.soon();
        return task;
    }

    @Override
    @Deactivate
    public void close() {
        threads.shutdownNow();
    }
}
