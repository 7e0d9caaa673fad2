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
import org.souk.api.database.DatabaseBackups.Restored;

/**
 * Puts a copy in the place of the database. Nobody is served from the moment the counters are read until they stand in the copy. Up to
 * the first of two renames nothing has happened; a start completes the second if the container was killed between them.
 */
final class BackupRestore {
    private static final Logger LOG = LoggerFactory.getLogger(BackupRestore.class);

    private final DatabaseServer.Start start;
    private final DerbySettings settings;
    private final String time;
    private final BackupSpace room;

    BackupRestore(DatabaseServer.Start start, DerbySettings settings, String time, BackupSpace room) {
        this.start = start;
        this.settings = settings;
        this.time = time;
        this.room = room;
    }

    /** What runs now, and what was done. */
    record Outcome(DerbyServer server, Restored restored) {}

    /**
     * Does it.
     *
     * @param running is closed once the copy lies beside, whatever comes of it; null if it does not run
     * @throws IllegalArgumentException if that is no copy, or is the database itself, or if there is too little room for it, at first or
     *     after a while; nothing was closed then
     */
    Outcome of(Path copy, @Nullable DerbyServer running) throws Exception {
        Path home = settings.home();
        Path source = source(copy);
        Path part = home.resolve(DerbyEngine.RESTORING);
        Path whole = home.resolve(DerbyEngine.RESTORED);
        Folders.delete(part);
        Folders.delete(whole);
        BackupInProgress draft = room.begin(
                source,
                home,
                part,
                "make room there; a souk.before-<time> that nobody is to go back to can be deleted");
        Optional<Map<String, Long>> counters;
        Map<String, Long> moved;
        try {
            draft.write(() -> Folders.copy(source, part));
            try (DerbyEngine engine = running == null ? DerbyEngine.empty(settings) : running.hush()) {
                counters = counters(engine);
                moved = prepare(engine, counters.orElse(Map.of()));
            }
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Folders.delete(part);
        }
        Path database = home.resolve(DerbyEngine.NAME);
        Path before = home.resolve(DerbyEngine.NAME + ".before-" + time);
        Files.move(database, before, StandardCopyOption.ATOMIC_MOVE);
        Files.move(whole, database, StandardCopyOption.ATOMIC_MOVE);
        return new Outcome(start.with(settings), new Restored(before, moved, counters.isPresent()));
    }

    /** The one that was in force before an earlier restore is a copy too. */
    private Path source(Path copy) throws IOException {
        Path source = Backups.database(copy).toRealPath();
        for (String own : new String[] {DerbyEngine.NAME, DerbyEngine.RESTORED, DerbyEngine.RESTORING}) {
            if (source.equals(settings.home().toRealPath().resolve(own))) {
                throw new IllegalArgumentException(
                        copy + " is the database itself; database:list tells the copies that there are");
            }
        }
        return source;
    }

    /** As they stand when nobody is inside any more. */
    private static Optional<Map<String, Long>> counters(DerbyEngine engine) {
        try {
            engine.shut(DerbyEngine.NAME);
        } catch (SQLException e) {
            LOG.debug("The database was not open", e);
        }
        try (Connection connection = engine.connect(DerbyEngine.NAME)) {
            return Optional.of(Counters.read(connection));
        } catch (SQLException e) {
            LOG.warn("The database that is to be replaced cannot tell its order counters", e);
            return Optional.empty();
        }
    }

    private static Map<String, Long> prepare(DerbyEngine engine, Map<String, Long> counters) throws IOException {
        try {
            Map<String, Long> moved;
            try (Connection connection = engine.connect(DerbyEngine.RESTORING)) {
                moved = Counters.advance(connection, counters);
                Counters.noteRestore(connection);
            }
            engine.shut(DerbyEngine.RESTORING);
            return moved;
        } catch (SQLException e) {
            throw new IOException("the copy does not start (" + e.getMessage() + "); the database stays as it was", e);
        }
    }
}
