package org.souk.deployer.internal.life;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.archive.Stamp;

/** One path that is watched: what was seen there, and what that asks for. Touched by one thread. */
final class Arrival {
    private static final Logger LOG = LoggerFactory.getLogger(Arrival.class);
    private static final long LOOK_EVERY = 100;
    private static final long AWAY_EVERY = 2000;

    private final Path path;
    private final SettlingQueue.Quiet quiet;

    private @Nullable Stamp done;
    private @Nullable Stamp seen;
    private long since;
    private boolean missing;
    private boolean damaged;
    private boolean troubled;

    /** Somebody works on it. */
    boolean busy;
    /** It is to be dealt with once more when that has ended, although nothing changed. */
    boolean again;
    /** A look is planned. */
    boolean scheduled;

    Arrival(Path path, SettlingQueue.Quiet quiet) {
        this.path = path;
        this.quiet = quiet;
    }

    /** What a look asks for. */
    sealed interface Asks {
        /** All was dealt with. */
        record Nothing() implements Asks {}

        /** Another look. */
        record Look(long millis) implements Asks {}

        /** It has settled; the last time if it still is not whole. */
        record Work(Stamp stamp, boolean last) implements Asks {}

        /** It was removed. */
        record Farewell() implements Asks {}
    }

    void done(@Nullable Stamp stamp) {
        done = stamp;
    }

    void damaged() {
        damaged = true;
    }

    Asks look(long now) {
        Optional<Stamp> stamp;
        try {
            stamp = Stamp.of(path);
        } catch (IOException e) {
            if (!troubled) {
                LOG.warn("{} cannot be looked at, so nothing changes; it is tried again", path, e);
            }
            troubled = true;
            return new Asks.Look(AWAY_EVERY);
        }
        troubled = false;
        return stamp.map(s -> there(s, now)).orElseGet(() -> away(now));
    }

    private Asks there(Stamp stamp, long now) {
        missing = false;
        if (stamp.equals(done)) {
            return new Asks.Nothing();
        }
        if (!stamp.equals(seen)) {
            seen = stamp;
            since = now;
            damaged = false;
        }
        long needed =
                (damaged ? quiet.damaged() : Files.isDirectory(path) ? quiet.folder() : quiet.archive()).toNanos();
        if (now - since < needed) {
            return new Asks.Look(Math.min(TimeUnit.NANOSECONDS.toMillis(needed - (now - since)) + 1, LOOK_EVERY));
        }
        return new Asks.Work(stamp, damaged);
    }

    private Asks away(long now) {
        if (path.getParent() != null && !Files.isDirectory(path.getParent())) {
            // the whole folder is away: a share that is not mounted, say; nobody removed a shop
            return new Asks.Look(AWAY_EVERY);
        }
        if (!missing) {
            missing = true;
            since = now;
        }
        return now - since < quiet.gone().toNanos() ? new Asks.Look(LOOK_EVERY) : new Asks.Farewell();
    }

    /** Whether a file that nobody works on is another than the one that was dealt with. Folders are not looked at for that. */
    boolean changedUntold() {
        Stamp before = done;
        if (before == null || busy || scheduled || Files.isDirectory(path)) {
            return false;
        }
        try {
            return !Stamp.of(path).equals(Optional.of(before));
        } catch (IOException e) {
            return true;
        }
    }
}
