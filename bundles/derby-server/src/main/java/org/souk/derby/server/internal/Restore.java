package org.souk.derby.server.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.store.DatabaseCopies.Restored;

/**
 * Puts a copy in the place of the database. The copy is copied whole first; then two renames, of which a start completes the second if
 * the container was killed between them.
 */
final class Restore {
    private static final Logger LOG = LoggerFactory.getLogger(Restore.class);

    private final DatabaseServer.Start start;
    private final DerbySettings settings;
    private final String time;

    Restore(DatabaseServer.Start start, DerbySettings settings, String time) {
        this.start = start;
        this.settings = settings;
        this.time = time;
    }

    /** What runs now, and what was done. */
    record Outcome(DerbyServer server, Restored restored) {}

    /**
     * Does it.
     *
     * @param running is closed; null if it does not run
     */
    Outcome of(Path copy, @Nullable DerbyServer running) throws Exception {
        Path home = settings.home();
        Path part = home.resolve(DerbyEngine.RESTORED + ".part");
        Path restored = home.resolve(DerbyEngine.RESTORED);
        Folders.delete(part);
        Folders.delete(restored);
        Folders.copy(Copies.database(copy), part);
        Files.move(part, restored, StandardCopyOption.ATOMIC_MOVE);
        Optional<Map<String, Long>> counters = counters(running);
        if (running != null) {
            running.close();
        }
        Path database = home.resolve(DerbyEngine.NAME);
        Path before = home.resolve(DerbyEngine.NAME + ".before-" + time);
        Files.move(database, before, StandardCopyOption.ATOMIC_MOVE);
        Files.move(restored, database, StandardCopyOption.ATOMIC_MOVE);
        DerbyServer server = started(database, before);
        try (Connection connection = server.connect()) {
            Map<String, Long> moved = Counters.advance(connection, counters.orElse(Map.of()));
            return new Outcome(server, new Restored(before, moved, counters.isPresent()));
        }
    }

    private static Optional<Map<String, Long>> counters(@Nullable DerbyServer running) {
        if (running == null) {
            return Optional.empty();
        }
        try (Connection connection = running.connect()) {
            return Optional.of(Counters.read(connection));
        } catch (SQLException e) {
            LOG.warn("The database that is to be replaced cannot tell its order counters", e);
            return Optional.empty();
        }
    }

    private DerbyServer started(Path database, Path before) throws Exception {
        try {
            return start.with(settings);
        } catch (Exception e) {
            Path broken = settings.home().resolve(DerbyEngine.NAME + ".refused-" + time);
            Files.move(database, broken, StandardCopyOption.ATOMIC_MOVE);
            Files.move(before, database, StandardCopyOption.ATOMIC_MOVE);
            throw new IOException("the copy does not start (" + e + "); the database from before is in force again", e);
        }
    }
}
