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
import org.souk.derby.server.internal.DatabaseServer.Outcome;

/**
 * Replaces the database with a backup. From before the order counters are read until the backup has become the database, the server accepts
 * no connections. Two renames put the backup in place: before the first one nothing has changed, and if the container is killed between
 * them, its next start does the second.
 */
final class BackupRestore {
    private static final Logger LOG = LoggerFactory.getLogger(BackupRestore.class);

    private final DerbySettings settings;
    private final String time;
    private final BackupSpace space;

    BackupRestore(DerbySettings settings, String time, BackupSpace space) {
        this.settings = settings;
        this.time = time;
        this.space = space;
    }

    /**
     * Restores a backup.
     *
     * @param running the server, which is closed once the backup has been copied, even if the restore then fails; null if none runs
     * @throws IllegalArgumentException if the folder is no backup, or is the database itself, or if there is too little space before or
     *     while the backup is copied; the server was not closed then
     */
    Outcome<Restored> restore(Path folder, @Nullable DerbyServer running) throws Exception {
        Path home = settings.home();
        Path source = source(folder);
        Path part = home.resolve(DerbyEngine.RESTORING);
        Path complete = home.resolve(DerbyEngine.RESTORED);
        Folders.delete(part);
        Folders.delete(complete);
        BackupInProgress copying = space.begin(
                source, home, part, "make room there; a souk.before-<time> that is no longer needed can be deleted");
        Optional<Map<String, Long>> counters;
        Map<String, Long> moved;
        try {
            copying.write(() -> Folders.copy(source, part));
            try (DerbyEngine engine = running == null ? DerbyEngine.empty(settings) : running.stopListening()) {
                counters = counters(engine);
                moved = prepare(engine, counters.orElse(Map.of()));
            }
            Files.move(part, complete, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Folders.delete(part);
        }
        Path database = home.resolve(DerbyEngine.NAME);
        Path before = home.resolve(DerbyEngine.NAME + ".before-" + time);
        Files.move(database, before, StandardCopyOption.ATOMIC_MOVE);
        Files.move(complete, database, StandardCopyOption.ATOMIC_MOVE);
        return new Outcome<>(DerbyServer.start(settings), new Restored(before, moved, counters.isPresent()));
    }

    /** Finds the database in the folder, which may also be one that an earlier restore replaced. */
    private Path source(Path folder) throws IOException {
        Path source = Backups.database(folder).toRealPath();
        for (String own : new String[] {DerbyEngine.NAME, DerbyEngine.RESTORED, DerbyEngine.RESTORING}) {
            if (source.equals(settings.home().toRealPath().resolve(own))) {
                throw new IllegalArgumentException(folder + " is the database itself; database:list shows the backups");
            }
        }
        return source;
    }

    /** Reads the counters after all connections are closed; empty if the database cannot be opened. */
    private static Optional<Map<String, Long>> counters(DerbyEngine engine) {
        try {
            engine.shutDown(DerbyEngine.NAME);
        } catch (SQLException e) {
            LOG.debug("The database was not open", e);
        }
        try (Connection connection = engine.connect(DerbyEngine.NAME)) {
            return Optional.of(OrderCounters.read(connection));
        } catch (SQLException e) {
            LOG.warn("Could not read the order counters of the database that is being replaced", e);
            return Optional.empty();
        }
    }

    private static Map<String, Long> prepare(DerbyEngine engine, Map<String, Long> counters) throws IOException {
        try {
            Map<String, Long> moved;
            try (Connection connection = engine.connect(DerbyEngine.RESTORING)) {
                moved = OrderCounters.advance(connection, counters);
                OrderCounters.noteRestore(connection);
            }
            engine.shutDown(DerbyEngine.RESTORING);
            return moved;
        } catch (SQLException e) {
            throw new IOException(
                    "the backup does not start (" + e.getMessage() + "); the database stays as it was", e);
        }
    }
}
