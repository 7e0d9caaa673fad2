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

/** The folders of copies: each is named by its time in UTC and has the database's folder in it. */
final class Backups {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss");
    private static final String FORM = "\\d{8}-\\d{6}";
    private static final String PART = ".part";
    /** The file by which Derby knows a database. */
    private static final String MARK = "service.properties";

    private final Clock clock;

    Backups(Clock clock) {
        this.clock = clock;
    }

    /**
     * By Derby's own on-line copy, which lets transactions go on.
     *
     * @throws IllegalArgumentException if there is too little room, at first or after a while; nothing of it stays
     */
    Backup make(DerbyServer server, Path folder, BackupSpace room) throws IOException, SQLException {
        sweep(folder);
        String name = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).format(NAME);
        Path whole = folder.resolve(name);
        if (Files.exists(whole)) {
            throw new IllegalArgumentException(whole + " was made in this second; try again");
        }
        Path part = folder.resolve(name + PART);
        BackupInProgress draft = room.begin(
                server.database(),
                folder,
                part.resolve(DerbyEngine.NAME),
                "make room there, or name a folder on another disk");
        try {
            draft.write(() -> {
                Files.createDirectories(folder);
                write(server, part);
            });
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Folders.delete(part);
        }
        return copy(whole);
    }

    private static void write(DerbyServer server, Path to) throws SQLException {
        try (Connection connection = server.connect();
                CallableStatement copy = connection.prepareCall("CALL SYSCS_UTIL.SYSCS_BACKUP_DATABASE(?)")) {
            copy.setString(1, to.toString());
            copy.execute();
        }
    }

    /** What a killed container left of a copy: nobody makes another meanwhile. */
    private static void sweep(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.list(folder)) {
            for (Path part : all.filter(each -> each.getFileName().toString().matches(FORM + "\\.part"))
                    .toList()) {
                Folders.delete(part);
            }
        }
    }

    /** Newest first. */
    List<Backup> list(Path folder) throws IOException {
        List<Backup> copies = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.list(folder)) {
                for (Path each : all.filter(Backups::isCopy).toList()) {
                    copies.add(copy(each));
                }
            }
        }
        copies.sort(Comparator.comparing(Backup::madeAt).reversed());
        return copies;
    }

    /**
     * The database's folder in a copy.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Path database(Path copy) {
        for (Path folder : List.of(copy.resolve(DerbyEngine.NAME), copy)) {
            if (Files.isRegularFile(folder.resolve(MARK))) {
                return folder;
            }
        }
        throw new IllegalArgumentException(
                copy + " is no copy of the database; database:list tells those that there are");
    }

    private static boolean isCopy(Path folder) {
        return folder.getFileName().toString().matches(FORM)
                && Files.isRegularFile(folder.resolve(DerbyEngine.NAME).resolve(MARK));
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
