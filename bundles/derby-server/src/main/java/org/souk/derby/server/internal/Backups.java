package org.souk.derby.server.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.souk.api.database.DatabaseBackups.Backup;

/** Makes and lists backups. Each is a folder named by its time in UTC, which contains the folder of the database. */
final class Backups {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss");
    private static final String FORM = "\\d{8}-\\d{6}";

    /** A file that every Derby database has. */
    private static final String DATABASE_FILE = "service.properties";

    private final Clock clock;

    Backups(Clock clock) {
        this.clock = clock;
    }

    /**
     * Makes a backup with Derby's on-line backup, which does not block transactions.
     *
     * @throws IllegalArgumentException if there is too little space before or while the backup is written; nothing of the backup is left
     */
    Backup create(DerbyServer server, Path folder, BackupSpace space) throws IOException, SQLException {
        // a container that was killed left these: tasks run one at a time, so no backup is in progress
        for (Path incomplete : subfolders(folder, FORM + "\\.part")) {
            Folders.delete(incomplete);
        }
        String name = now();
        Path complete = folder.resolve(name);
        if (Files.exists(complete)) {
            throw new IllegalArgumentException(complete + " was made in this second; try again");
        }
        Path part = folder.resolve(name + ".part");
        BackupInProgress backup = space.begin(
                server.database(),
                folder,
                part.resolve(DerbyEngine.NAME),
                "make room there, or name a folder on another disk");
        try {
            backup.write(() -> {
                Files.createDirectories(folder);
                write(server, part);
            });
            Files.move(part, complete, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Folders.delete(part);
        }
        return copy(complete);
    }

    private static void write(DerbyServer server, Path to) throws SQLException {
        try (Connection connection = server.connect();
                CallableStatement copy = connection.prepareCall("CALL SYSCS_UTIL.SYSCS_BACKUP_DATABASE(?)")) {
            copy.setString(1, to.toString());
            copy.execute();
        }
    }

    /** The current second in UTC, in the format of the names of backups. */
    String now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).format(NAME);
    }

    private static List<Path> subfolders(Path folder, String form) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(each -> each.getFileName().toString().matches(form))
                    .toList();
        }
    }

    /** Newest first. */
    List<Backup> list(Path folder) throws IOException {
        List<Backup> backups = new ArrayList<>();
        for (Path each : subfolders(folder, FORM)) {
            if (Files.isRegularFile(each.resolve(DerbyEngine.NAME).resolve(DATABASE_FILE))) {
                backups.add(copy(each));
            }
        }
        backups.sort(Comparator.comparing(Backup::madeAt).reversed());
        return backups;
    }

    /**
     * The folder of the database in a backup.
     *
     * @throws IllegalArgumentException if the folder is no backup
     */
    static Path database(Path backup) {
        for (Path folder : List.of(backup.resolve(DerbyEngine.NAME), backup)) {
            if (Files.isRegularFile(folder.resolve(DATABASE_FILE))) {
                return folder;
            }
        }
        throw new IllegalArgumentException(backup + " is no backup of the database; database:list shows the backups");
    }

    private static Backup copy(Path folder) throws IOException {
        return new Backup(folder, madeAt(folder), Folders.bytes(folder));
    }

    private static Instant madeAt(Path folder) throws IOException {
        try {
            return LocalDateTime.parse(folder.getFileName().toString(), NAME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return Files.getLastModifiedTime(folder).toInstant();
        }
    }
}
