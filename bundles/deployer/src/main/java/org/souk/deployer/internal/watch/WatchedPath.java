package org.souk.deployer.internal.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.archive.DropExaminer.Examined;
import org.souk.deployer.internal.archive.FileFingerprint;

/**
 * Decides whether the file or folder at a path has settled, is gone, or must be examined again. Only one thread uses it, except for
 * {@link #examine}.
 */
final class WatchedPath {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedPath.class);
    private static final long EXAMINE_EVERY_MILLIS = 100;
    private static final long MISSING_EVERY_MILLIS = 2000;
    /** The pause after an examination, as a multiple of the time that the examination took. */
    static final int PAUSE = 4;
    /** A path whose examination takes less than this, such as an archive, is not examined less often because of others. */
    private static final long CHEAP = TimeUnit.MILLISECONDS.toNanos(1);
    /** The most of one examination that counts towards the pauses of other paths, so that one large folder delays only itself. */
    private static final long LARGE = TimeUnit.MILLISECONDS.toNanos(25);
    /** Longest pause because of others: a change must be noticed within the promised time. */
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(1);

    final Path path;
    private final SettlingQueue.QuietTimes quiet;

    private @Nullable FileFingerprint seen;
    private String arriving = "";
    /** When it was seen to change. */
    private long since;
    /** The longest time between two changes since it was handled last. */
    private long longestPause;
    /** Whether it has not changed since it was handled, or was never seen. */
    private boolean handled = true;

    private boolean missing;
    /** Nanoseconds that the last examination took. */
    private long cost;
    /** When the next examination is due if nobody reports a change. */
    private long due = System.nanoTime();

    /** The state of the file that was handled last. */
    @Nullable
    FileFingerprint done;
    /** Whether the handler found this state of the file incomplete. */
    boolean damaged;
    /** Whether a handler is working on the path. */
    boolean busy;
    /** Whether to hand it over again when its handler returns. */
    boolean again;
    /** Whether an examination is scheduled. */
    boolean scheduled;
    /** Whether it is being examined, and if so, since when. */
    boolean examining;

    long examiningSince;
    /** Whether it may have changed since its examination began. */
    boolean changed;
    /** Why it cannot be examined; empty if it can. */
    private String trouble = "";

    WatchedPath(Path path, SettlingQueue.QuietTimes quiet) {
        this.path = path;
        this.quiet = quiet;
    }

    sealed interface Result {
        record Done() implements Result {}

        record ExamineAgain(long millis) implements Result {}

        /**
         * To be handed over.
         *
         * @param last whether the handler must refuse it if it is still incomplete
         */
        record Settled(Examined found, boolean last) implements Result {}

        record Gone() implements Result {}
    }

    /**
     * What is on disk.
     *
     * @param foundOrNull null if the path does not exist or cannot be examined
     * @param unmounted whether the folder that it is in is missing, too
     * @param failureOrNull why it cannot be examined
     */
    record Examination(
            @Nullable Examined foundOrNull,
            boolean unmounted,
            @Nullable Throwable failureOrNull) {}

    Examination examine(PathExaminer examiner) {
        try {
            Examined found = examiner.examine(path).orElse(null);
            Path parent = path.getParent();
            return new Examination(found, found == null && parent != null && !Files.isDirectory(parent), null);
        } catch (IOException | RuntimeException | Error e) {
            // if this failed, the queue would wait for it forever and never examine the path again
            return new Examination(null, false, e);
        }
    }

    /**
     * Ends an examination. The pause until the next one that nobody asks for grows with the cost of this path and, if that is more than
     * {@link #CHEAP}, with the cost of all others.
     */
    void examined(long cost, Collection<WatchedPath> all) {
        examining = false;
        this.cost = cost;
        long others = 0;
        if (cost > CHEAP) {
            long total =
                    all.stream().mapToLong(each -> Math.min(each.cost, LARGE)).sum();
            others = Math.min(PAUSE * total, LONGEST_PAUSE);
        }
        due = System.nanoTime() + Math.max(PAUSE * cost, others);
    }

    boolean isDue(long now) {
        return !examining && now - due >= 0;
    }

    /** Why a change may be noticed late; empty if nothing delays it. */
    String trouble(long now, Duration slow) {
        return examining && now - examiningSince > slow.toNanos()
                ? path.getFileName() + " takes long to be examined"
                : trouble;
    }

    Result decide(Examination examination, long now) {
        Throwable failure = examination.failureOrNull();
        if (failure != null) {
            if (trouble.isEmpty()) {
                LOG.warn("{} cannot be examined, so nothing changes; the container retries", path, failure);
            }
            trouble = path.getFileName() + " cannot be examined (" + failure + ")";
            return new Result.ExamineAgain(MISSING_EVERY_MILLIS);
        }
        trouble = "";
        Examined found = examination.foundOrNull();
        return found == null ? missing(examination.unmounted(), now) : present(found, now);
    }

    private Result present(Examined found, long now) {
        missing = false;
        FileFingerprint stamp = found.fingerprint();
        if (done != null && stamp.continues(done)) {
            // a fingerprint of an earlier version of Souk notes less
            done = stamp;
            handled = true;
            return new Result.Done();
        }
        if (!stamp.equals(seen) || !found.arriving().equals(arriving)) {
            longestPause = handled ? 0 : Math.max(longestPause, now - since);
            handled = false;
            seen = stamp;
            arriving = found.arriving();
            since = now;
            damaged = false;
        }
        long needed = damaged
                ? quiet.incomplete(found.folder(), longestPause)
                : found.folder() ? quiet.folder(longestPause) : quiet.archive().toNanos();
        if (now - since < needed) {
            return new Result.ExamineAgain(
                    Math.min(TimeUnit.NANOSECONDS.toMillis(needed - (now - since)) + 1, EXAMINE_EVERY_MILLIS));
        }
        return new Result.Settled(found, damaged);
    }

    private Result missing(boolean unmounted, long now) {
        if (unmounted) {
            // the whole folder is missing, for instance because a share is not mounted: no shop was removed
            return new Result.ExamineAgain(MISSING_EVERY_MILLIS);
        }
        if (!missing) {
            missing = true;
            since = now;
        }
        return now - since < quiet.gone().toNanos() ? new Result.ExamineAgain(EXAMINE_EVERY_MILLIS) : new Result.Gone();
    }
}
