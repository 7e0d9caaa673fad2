package org.souk.deployer.internal.watch;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.archive.DropExaminer.Examined;
import org.souk.deployer.internal.archive.FileFingerprint;
import org.souk.deployer.internal.concurrent.SerialExecutor;
import org.souk.deployer.internal.watch.WatchedPath.Examination;
import org.souk.deployer.internal.watch.WatchedPath.Result;

/**
 * Watches files and folders, and hands each over once it has settled: it has not changed for a while, so its copying has probably ended.
 * Callers only report that a path may have changed. One thread owns all state and never touches the disk; a few others examine paths, so
 * that a slow one delays no other; handlers run on the executor, for each path in order.
 */
public final class SettlingQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SettlingQueue.class);
    private static final int EXAMINERS = 8;
    private static final int MOST_TROUBLES = 5;

    /**
     * How long a path must stay unchanged.
     *
     * @param archive until an archive is handed over
     * @param folder until a folder is handed over; twice that if its copying pauses
     * @param damaged until an incomplete archive is refused
     * @param incomplete until a folder with an incomplete file is refused
     * @param gone until a missing file counts as removed: some programs replace a file by removing it first
     */
    public record QuietTimes(Duration archive, Duration folder, Duration damaged, Duration incomplete, Duration gone) {
        public static final QuietTimes DEFAULT = new QuietTimes(
                Duration.ofMillis(250),
                Duration.ofMillis(700),
                Duration.ofMillis(1500),
                Duration.ofSeconds(5),
                Duration.ofMillis(400));

        /** The next pause in copying may be longer than the longest so far; the queue waits up to this many times as long. */
        private static final int PAUSES = 3;

        /** Nanoseconds for a folder whose copying has paused for that long. A catalog must be live two seconds after it was copied. */
        long folder(long longestPause) {
            return Math.max(folder.toNanos(), Math.min(longestPause * PAUSES, folder.toNanos() * 2));
        }

        /** Nanoseconds for an incomplete archive or folder. */
        long incomplete(boolean isFolder, long longestPause) {
            long least = (isFolder ? incomplete : damaged).toNanos();
            return Math.max(least, Math.min(longestPause * PAUSES, incomplete.toNanos() * 2));
        }
    }

    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, SerialExecutor.threads("souk-catalog-arrivals"));
    private final ExecutorService examiners =
            Executors.newFixedThreadPool(EXAMINERS, SerialExecutor.threads("souk-catalog-examiner"));
    private final Map<Path, WatchedPath> watched = new HashMap<>();
    private final Set<Path> initial = new HashSet<>();
    private final SerialExecutor executor;
    private final QuietTimes quiet;
    private final PathExaminer examiner;
    private @Nullable SettlingHandler handler;
    private volatile boolean settled;
    private volatile String trouble = "";

    public SettlingQueue(SerialExecutor executor, QuietTimes quiet, PathExaminer examiner) {
        this.executor = executor;
        this.quiet = quiet;
        this.examiner = examiner;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setRemoveOnCancelPolicy(true);
    }

    /** Records that an earlier process handled this state of a file, so it is not handed over. To be called before {@link #open}. */
    public void known(Path path, FileFingerprint stamp) {
        run(() -> at(path).done = stamp);
    }

    /** Starts watching these files, and those that were reported before. */
    public void open(SettlingHandler handler, Set<Path> files) {
        run(() -> {
            this.handler = handler;
            initial.addAll(files);
            files.forEach(this::at);
            watched.values().forEach(watchedPath -> schedule(watchedPath, 0));
            updateSettled();
        });
    }

    /** Whether all files that were in the folder at the start were handled. */
    public boolean settled() {
        return settled;
    }

    /** Which paths cannot be examined, or take long, as {@link #poll} last found; empty if none. */
    String trouble() {
        return trouble;
    }

    /** Has a path examined now. */
    public void changed(Path path) {
        run(() -> {
            WatchedPath watchedPath = at(path);
            watchedPath.changed = watchedPath.examining;
            schedule(watchedPath, 0);
        });
    }

    /**
     * Adds these paths, and has each known path examined if it is due. The longer examinations take, the longer are the pauses between
     * them.
     *
     * @param slow an examination that takes longer is reported by {@link #trouble}
     */
    void poll(Collection<Path> paths, Duration slow) {
        run(() -> {
            paths.forEach(this::at);
            long now = System.nanoTime();
            for (WatchedPath watchedPath : watched.values()) {
                if (watchedPath.isDue(now)) {
                    schedule(watchedPath, 0);
                }
            }
            trouble = watched.values().stream()
                    .map(watchedPath -> watchedPath.trouble(now, slow))
                    .filter(text -> !text.isEmpty())
                    .limit(MOST_TROUBLES)
                    .collect(Collectors.joining("; "));
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
                schedule(watchedPath, 0);
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

    private void schedule(WatchedPath watchedPath, long millis) {
        if (handler == null || watchedPath.scheduled) {
            return;
        }
        watchedPath.scheduled = true;
        later(() -> examine(watchedPath), Duration.ofMillis(millis));
    }

    private void examine(WatchedPath watchedPath) {
        watchedPath.scheduled = false;
        if (watchedPath.busy || watchedPath.examining) {
            return;
        }
        watchedPath.examining = true;
        watchedPath.changed = false;
        watchedPath.examiningSince = System.nanoTime();
        onExaminer(() -> {
            long start = System.nanoTime();
            Examination examination = watchedPath.examine(examiner);
            run(() -> examined(watchedPath, examination, System.nanoTime() - start));
        });
    }

    /** Runs a task that reads the disk and may hang. */
    void onExaminer(Runnable task) {
        try {
            examiners.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("The deployer stops", e);
        }
    }

    private void examined(WatchedPath watchedPath, Examination examination, long cost) {
        watchedPath.examined(cost, watched.values());
        SettlingHandler handler = this.handler;
        if (handler == null || watched.get(watchedPath.path) != watchedPath) {
            return;
        }
        Result result = watchedPath.decide(examination, System.nanoTime());
        boolean failed = examination.failureOrNull() != null;
        if (failed) {
            // a path that cannot be examined does not delay the start of the container
            initial.remove(watchedPath.path);
            updateSettled();
        }
        if (result instanceof Result.ExamineAgain again) {
            schedule(
                    watchedPath,
                    Math.max(again.millis(), TimeUnit.NANOSECONDS.toMillis(failed ? WatchedPath.PAUSE * cost : cost)));
        } else if (result instanceof Result.Settled found) {
            handOver(watchedPath, handler, found);
        } else if (result instanceof Result.Gone) {
            remove(watchedPath, handler);
        } else {
            initial.remove(watchedPath.path);
            updateSettled();
            if (watchedPath.changed) {
                schedule(watchedPath, 0);
            }
        }
    }

    private void handOver(WatchedPath watchedPath, SettlingHandler handler, Result.Settled settled) {
        watchedPath.busy = true;
        Examined found = settled.found();
        executor.submit(key(watchedPath.path), () -> {
            boolean complete = true;
            try {
                complete = handler.settled(watchedPath.path, found, settled.last());
            } finally {
                boolean done = complete;
                run(() -> finished(watchedPath, done ? found.fingerprint() : null));
            }
        });
    }

    private void finished(WatchedPath watchedPath, @Nullable FileFingerprint done) {
        watchedPath.busy = false;
        boolean again = watchedPath.again;
        watchedPath.again = false;
        if (done == null) {
            watchedPath.damaged = true;
        } else if (!again) {
            watchedPath.done = done;
        }
        schedule(watchedPath, 0);
    }

    private void remove(WatchedPath watchedPath, SettlingHandler handler) {
        watchedPath.busy = true;
        Path path = watchedPath.path;
        executor.submit(key(path), () -> {
            if (!Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
                // it returned while this task waited, or that cannot be determined
                run(() -> {
                    watchedPath.busy = false;
                    schedule(watchedPath, 0);
                });
                return;
            }
            try {
                handler.gone(path);
            } finally {
                boolean back = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
                run(() -> {
                    watched.remove(path);
                    initial.remove(path);
                    updateSettled();
                    if (back) {
                        changed(path);
                    }
                });
            }
        });
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
        examiners.shutdownNow();
    }
}
