package org.souk.deployer.internal.watch;

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
import org.souk.deployer.internal.archive.FileFingerprint;
import org.souk.deployer.internal.concurrent.SerialExecutor;
import org.souk.deployer.internal.watch.WatchedPath.Result;

/**
 * Watches files and folders, and hands each over once it has settled: it has not changed for a while, so its copying has probably ended.
 * Callers only report that a path may have changed; this class examines it. One thread owns all state and only examines paths; handlers run
 * on the executor, for each path in order.
 */
public final class SettlingQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SettlingQueue.class);
    private static final long MISSED_EVERY = 1000;

    /** Receives files that have settled or were deleted. */
    public interface Handler {
        /**
         * Handles a file or folder that has settled.
         *
         * @param last whether the handler must refuse an incomplete archive or folder, because it has not changed for a while
         * @return false if it is incomplete or cannot be examined, and must be handed over again
         */
        boolean settled(Path path, FileFingerprint stamp, boolean last);

        void gone(Path path);
    }

    /**
     * How long a path must stay as it is.
     *
     * @param archive until an archive is handed over
     * @param folder until a folder is handed over; twice that if its copying pauses
     * @param damaged until an incomplete archive is refused
     * @param unfinished until a folder with an unfinished table is refused
     * @param gone until a missing file counts as removed: some programs replace a file by removing it first
     */
    public record Quiet(Duration archive, Duration folder, Duration damaged, Duration unfinished, Duration gone) {
        public static final Quiet DEFAULT = new Quiet(
                Duration.ofMillis(250),
                Duration.ofMillis(700),
                Duration.ofMillis(1500),
                Duration.ofSeconds(5),
                Duration.ofMillis(400));

        /** A pause in copying may come again, and last somewhat longer. */
        private static final int PAUSES = 3;

        /** Nanoseconds for a folder whose copying has paused for that long. A catalog must be live two seconds after it was copied. */
        long folder(long longestPause) {
            return Math.max(folder.toNanos(), Math.min(longestPause * PAUSES, folder.toNanos() * 2));
        }

        /** Nanoseconds for an incomplete archive or folder. */
        long incomplete(boolean isFolder, long longestPause) {
            long least = (isFolder ? unfinished : damaged).toNanos();
            return Math.max(least, Math.min(longestPause * PAUSES, unfinished.toNanos() * 2));
        }
    }

    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, SerialExecutor.threads("souk-catalog-arrivals"));
    private final Map<Path, WatchedPath> watched = new HashMap<>();
    private final Set<Path> initial = new HashSet<>();
    private final SerialExecutor executor;
    private final Quiet quiet;
    private @Nullable Handler handler;
    private volatile boolean settled;

    public SettlingQueue(SerialExecutor executor, Quiet quiet) {
        this.executor = executor;
        this.quiet = quiet;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setRemoveOnCancelPolicy(true);
    }

    /** Records that an earlier process handled this state of a file, so it is not handed over. To be called before {@link #open}. */
    public void known(Path path, FileFingerprint stamp) {
        run(() -> at(path).done = stamp);
    }

    /** Starts watching these files, and those that were reported before. */
    public void open(Handler handler, Set<Path> files) {
        run(() -> {
            this.handler = handler;
            initial.addAll(files);
            files.forEach(this::at);
            watched.keySet().forEach(path -> schedule(path, 0));
            updateSettled();
            thread.scheduleWithFixedDelay(this::checkMissed, MISSED_EVERY, MISSED_EVERY, TimeUnit.MILLISECONDS);
        });
    }

    /** FileInstall does not report changes of files that it saw before the deployer was started, so files are examined once a second. */
    private void checkMissed() {
        watched.forEach((path, watchedPath) -> {
            if (watchedPath.changedUnreported()) {
                schedule(path, 0);
            }
        });
    }

    /** Whether all files that were in the folder at the start were handled. */
    public boolean settled() {
        return settled;
    }

    public void changed(Path path) {
        run(() -> {
            at(path);
            schedule(path, 0);
        });
    }

    /** Hands a path over again although it did not change. */
    public void again(Path path) {
        run(() -> {
            WatchedPath watchedPath = watched.get(path);
            // null if it was removed in the meantime
            if (watchedPath != null) {
                watchedPath.again = watchedPath.busy;
                watchedPath.done = null;
                schedule(path, 0);
            }
        });
    }

    public void later(Runnable task, Duration delay) {
        try {
            thread.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The deployer stops", e);
        }
    }

    private WatchedPath at(Path path) {
        return watched.computeIfAbsent(path, p -> new WatchedPath(p, quiet));
    }

    private void schedule(Path path, long millis) {
        WatchedPath watchedPath = at(path);
        if (handler == null || watchedPath.scheduled) {
            return;
        }
        watchedPath.scheduled = true;
        later(() -> examine(path, watchedPath), Duration.ofMillis(millis));
    }

    private void examine(Path path, WatchedPath watchedPath) {
        watchedPath.scheduled = false;
        if (watchedPath.busy || handler == null) {
            return;
        }
        Result result = watchedPath.examine(System.nanoTime());
        if (result instanceof Result.ExamineAgain again) {
            schedule(path, again.millis());
        } else if (result instanceof Result.Settled found) {
            handOver(path, watchedPath, handler, found);
        } else if (result instanceof Result.Gone) {
            remove(path, watchedPath, handler);
        } else {
            initial.remove(path);
            updateSettled();
        }
    }

    private void handOver(Path path, WatchedPath watchedPath, Handler handler, Result.Settled found) {
        watchedPath.busy = true;
        executor.submit(key(path), () -> {
            boolean complete = true;
            try {
                complete = handler.settled(path, found.stamp(), found.last());
            } finally {
                boolean done = complete;
                run(() -> finished(path, watchedPath, done ? found.stamp() : null));
            }
        });
    }

    private void finished(Path path, WatchedPath watchedPath, @Nullable FileFingerprint done) {
        watchedPath.busy = false;
        boolean again = watchedPath.again;
        watchedPath.again = false;
        if (done == null) {
            watchedPath.damaged = true;
        } else if (!again) {
            watchedPath.done = done;
        }
        schedule(path, 0);
    }

    private void remove(Path path, WatchedPath watchedPath, Handler handler) {
        watchedPath.busy = true;
        executor.submit(key(path), () -> {
            if (isBack(path)) {
                // it returned while this task waited
                run(() -> {
                    watchedPath.busy = false;
                    schedule(path, 0);
                });
                return;
            }
            try {
                handler.gone(path);
            } finally {
                run(() -> {
                    watched.remove(path);
                    initial.remove(path);
                    updateSettled();
                    if (Files.exists(path)) {
                        changed(path);
                    }
                });
            }
        });
    }

    /** Whether a path exists again; true if that cannot be determined. */
    private static boolean isBack(Path path) {
        try {
            return FileFingerprint.of(path).isPresent();
        } catch (IOException e) {
            LOG.debug("{} cannot be examined", path, e);
            return true;
        }
    }

    private static String key(Path path) {
        return String.valueOf(path.getFileName());
    }

    private void updateSettled() {
        settled = settled || (handler != null && initial.isEmpty());
    }

    private void run(Runnable task) {
        later(task, Duration.ZERO);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
