package org.souk.deployer.internal.life;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.archive.Stamp;

/**
 * Watches what arrives until it has settled. Whoever sees a change pokes; what is done depends only on what lies there. All state is
 * touched by one thread, which does nothing but look; the work is done in lanes.
 */
final class SettlingQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SettlingQueue.class);
    private static final long MISSED_EVERY = 1000;

    /** Does the work. */
    interface Handler {
        /**
         * A file or folder has settled.
         *
         * @param last whether one that is not whole is to be refused, and not waited for
         * @return false if it is not whole
         */
        boolean settled(Path path, Stamp stamp, boolean last);

        /** It is not there any more. */
        void gone(Path path);
    }

    /**
     * How long things must lie still.
     *
     * @param archive a whole archive
     * @param folder a folder
     * @param damaged an archive that is not whole, before it is refused
     * @param gone a file that was, before it counts as removed: some programs replace by removing first
     */
    record Quiet(Duration archive, Duration folder, Duration damaged, Duration gone) {
        static final Quiet DEFAULT = new Quiet(
                Duration.ofMillis(250), Duration.ofMillis(700), Duration.ofMillis(1500), Duration.ofMillis(400));
    }

    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, SerialExecutor.threads("souk-catalog-arrivals"));
    private final Map<Path, Arrival> arrivals = new HashMap<>();
    private final Set<Path> initial = new HashSet<>();
    private final SerialExecutor lanes;
    private final Handler handler;
    private final Quiet quiet;
    private boolean open;
    private volatile boolean settled;

    SettlingQueue(SerialExecutor lanes, Handler handler, Quiet quiet) {
        this.lanes = lanes;
        this.handler = handler;
        this.quiet = quiet;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setRemoveOnCancelPolicy(true);
    }

    /** What was dealt with before, by an earlier process for instance. Before {@link #open}. */
    void known(Path path, Stamp stamp) {
        run(() -> at(path).done(stamp));
    }

    /** Begins to look: at all that lies there now, and at what was poked before. */
    void open(Set<Path> there) {
        run(() -> {
            open = true;
            initial.addAll(there);
            there.forEach(this::at);
            arrivals.keySet().forEach(path -> schedule(path, 0));
            tellSettled();
            thread.scheduleWithFixedDelay(this::missed, MISSED_EVERY, MISSED_EVERY, TimeUnit.MILLISECONDS);
        });
    }

    /** FileInstall tells nothing of a file that it took before we were there. What costs one look each is looked at once a second. */
    private void missed() {
        arrivals.forEach((path, arrival) -> {
            if (arrival.changedUntold()) {
                schedule(path, 0);
            }
        });
    }

    /** Whether all that lay there at the beginning was dealt with. */
    boolean settled() {
        return settled;
    }

    /** Something may have changed there. */
    void poke(Path path) {
        run(() -> {
            at(path);
            schedule(path, 0);
        });
    }

    /** To be dealt with once more, although nothing changed there. */
    void again(Path path) {
        run(() -> repeat(path));
    }

    /** Does something after a while. */
    void later(Runnable task, Duration later) {
        try {
            thread.schedule(task, later.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The deployer stops", e);
        }
    }

    private void repeat(Path path) {
        Arrival arrival = arrivals.get(path);
        if (arrival == null) {
            // it went meanwhile
            return;
        }
        arrival.again = arrival.busy;
        arrival.done(null);
        schedule(path, 0);
    }

    private Arrival at(Path path) {
        return arrivals.computeIfAbsent(path, p -> new Arrival(p, quiet));
    }

    private void schedule(Path path, long millis) {
        Arrival arrival = at(path);
        if (!open || arrival.scheduled) {
            return;
        }
        arrival.scheduled = true;
        try {
            thread.schedule(() -> look(path, arrival), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The deployer stops", e);
        }
    }

    private void look(Path path, Arrival arrival) {
        arrival.scheduled = false;
        if (arrival.busy) {
            return;
        }
        Arrival.Asks asks = arrival.look(System.nanoTime());
        if (asks instanceof Arrival.Asks.Look again) {
            schedule(path, again.millis());
        } else if (asks instanceof Arrival.Asks.Work work) {
            attempt(path, arrival, work);
        } else if (asks instanceof Arrival.Asks.Farewell) {
            farewell(path, arrival);
        } else {
            initial.remove(path);
            tellSettled();
        }
    }

    private void attempt(Path path, Arrival arrival, Arrival.Asks.Work work) {
        arrival.busy = true;
        lanes.submit(lane(path), () -> {
            boolean whole = true;
            try {
                whole = handler.settled(path, work.stamp(), work.last());
            } finally {
                boolean done = whole;
                run(() -> finished(path, arrival, done ? work.stamp() : null));
            }
        });
    }

    private void finished(Path path, Arrival arrival, @Nullable Stamp done) {
        arrival.busy = false;
        boolean again = arrival.again;
        arrival.again = false;
        if (done == null) {
            arrival.damaged();
        } else if (!again) {
            arrival.done(done);
        }
        schedule(path, 0);
    }

    private void farewell(Path path, Arrival arrival) {
        arrival.busy = true;
        lanes.submit(lane(path), () -> {
            if (back(path)) {
                // while this waited for its turn
                run(() -> {
                    arrival.busy = false;
                    schedule(path, 0);
                });
                return;
            }
            try {
                handler.gone(path);
            } finally {
                run(() -> {
                    arrivals.remove(path);
                    initial.remove(path);
                    tellSettled();
                    if (Files.exists(path)) {
                        poke(path);
                    }
                });
            }
        });
    }

    /** Only what is surely away is gone. */
    private static boolean back(Path path) {
        try {
            return Stamp.of(path).isPresent();
        } catch (IOException e) {
            LOG.debug("{} cannot be looked at", path, e);
            return true;
        }
    }

    static String lane(Path path) {
        return String.valueOf(path.getFileName());
    }

    private void tellSettled() {
        settled = settled || (open && initial.isEmpty());
    }

    private void run(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("The deployer stops", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
