package org.souk.deployer.internal.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.archive.FileFingerprint;

/** A watched path: says whether what is on disk has settled, is gone, or must be examined again. Used by one thread. */
final class WatchedPath {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedPath.class);
    private static final long EXAMINE_EVERY_MILLIS = 100;
    private static final long MISSING_EVERY_MILLIS = 2000;

    private final Path path;
    private final SettlingQueue.Quiet quiet;

    private @Nullable FileFingerprint seen;
    private String arriving = "";
    /** When it was seen to change. */
    private long since;
    /** The longest time between two changes since it was handled last. */
    private long longestPause;
    /** Whether it has not changed since it was handled, or was never seen. */
    private boolean handled = true;

    private boolean missing;
    private boolean troubled;

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

    WatchedPath(Path path, SettlingQueue.Quiet quiet) {
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
        record Settled(FileFingerprint stamp, boolean last) implements Result {}

        record Gone() implements Result {}
    }

    Result examine(long now) {
        Optional<FileFingerprint.Sighting> sighting;
        try {
            sighting = FileFingerprint.look(path);
        } catch (IOException e) {
            if (!troubled) {
                LOG.warn("{} cannot be examined, so nothing changes; the container retries", path, e);
            }
            troubled = true;
            return new Result.ExamineAgain(MISSING_EVERY_MILLIS);
        }
        troubled = false;
        return sighting.map(s -> present(s.fingerprint(), s.arriving(), now)).orElseGet(() -> missing(now));
    }

    private Result present(FileFingerprint stamp, String nowArriving, long now) {
        missing = false;
        if (done != null && stamp.continues(done)) {
            // a fingerprint of an earlier version of Souk notes less
            done = stamp;
            handled = true;
            return new Result.Done();
        }
        if (!stamp.equals(seen) || !nowArriving.equals(arriving)) {
            longestPause = handled ? 0 : Math.max(longestPause, now - since);
            handled = false;
            seen = stamp;
            arriving = nowArriving;
            since = now;
            damaged = false;
        }
        boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        long needed = damaged
                ? quiet.incomplete(folder, longestPause)
                : folder ? quiet.folder(longestPause) : quiet.archive().toNanos();
        if (now - since < needed) {
            return new Result.ExamineAgain(
                    Math.min(TimeUnit.NANOSECONDS.toMillis(needed - (now - since)) + 1, EXAMINE_EVERY_MILLIS));
        }
        return new Result.Settled(stamp, damaged);
    }

    private Result missing(long now) {
        if (path.getParent() != null && !Files.isDirectory(path.getParent())) {
            // the whole folder is missing, for instance because a share is not mounted: no shop was removed
            return new Result.ExamineAgain(MISSING_EVERY_MILLIS);
        }
        if (!missing) {
            missing = true;
            since = now;
        }
        return now - since < quiet.gone().toNanos() ? new Result.ExamineAgain(EXAMINE_EVERY_MILLIS) : new Result.Gone();
    }

    /** Whether a file has changed since it was handled, although nobody reported it. Always false for folders. */
    boolean changedUnreported() {
        FileFingerprint before = done;
        if (before == null || busy || scheduled || Files.isDirectory(path)) {
            return false;
        }
        try {
            return !FileFingerprint.of(path).equals(Optional.of(before));
        } catch (IOException e) {
            return true;
        }
    }
}
