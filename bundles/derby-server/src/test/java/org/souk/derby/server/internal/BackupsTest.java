package org.souk.derby.server.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.souk.api.database.DatabaseBackups.Backup;
import org.souk.itests.FreePorts;

class BackupsTest {
    @TempDir
    Path folder;

    private final Backups copies = new Backups(Clock.systemUTC());
    private final BackupSpace room = new DiskReserve(Path.of("absent"), 0).forCopies();

    @Test
    void aCopyIsMadeWhileTransactionsGoOnAndPutBack() throws Exception {
        DerbySettings settings = settings();
        DerbyServer server = DerbyServer.start(settings);
        run(server, "CREATE TABLE notes (n INTEGER)");
        run(
                server,
                "CREATE TABLE order_counters (catalog VARCHAR(63) NOT NULL PRIMARY KEY, last_number BIGINT NOT NULL)");
        run(server, "INSERT INTO order_counters VALUES ('old', 7), ('new', 3)");
        run(server, "INSERT INTO notes VALUES 1");
        Backup copy;
        try (Connection open = server.connect()) {
            open.setAutoCommit(false);
            open.createStatement().execute("INSERT INTO notes VALUES 2");
            copy = copies.make(server, folder.resolve("backups"), room);
            open.commit();
        }
        assertThat(copies.list(folder.resolve("backups"))).containsExactly(copy);
        assertThat(copy.bytes()).isPositive();
        run(server, "INSERT INTO notes VALUES 3");
        run(server, "UPDATE order_counters SET last_number = 9 WHERE catalog = 'old'");
        run(server, "INSERT INTO order_counters VALUES ('newest', 1)");

        BackupRestore.Outcome outcome =
                new BackupRestore(DerbyServer::start, settings, "t", room).of(copy.folder(), server);
        try (DerbyServer now = outcome.server()) {
            assertThat(count(now))
                    .as("what was committed when the copy was made")
                    .isEqualTo(1);
            assertThat(outcome.restored().counters()).isEqualTo(Map.of("old", 9L, "newest", 1L));
            try (Connection connection = now.connect()) {
                assertThat(Counters.read(connection)).isEqualTo(Map.of("old", 9L, "new", 3L, "newest", 1L));
            }
            assertThat(outcome.restored().before()).isDirectory();
        }
    }

    @Test
    void whatIsNoCopyChangesNothing() throws Exception {
        DerbySettings settings = settings();
        try (DerbyServer server = DerbyServer.start(settings)) {
            run(server, "CREATE TABLE notes (n INTEGER)");
            BackupRestore restore = new BackupRestore(DerbyServer::start, settings, "t", room);
            assertThatThrownBy(() -> restore.of(folder, server))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("database:list");
            assertThat(count(server)).isZero();
        }
    }

    @Test
    void aCopyThatDoesNotStartChangesNothing() throws Exception {
        DerbySettings settings = settings();
        DerbyServer server = DerbyServer.start(settings);
        run(server, "CREATE TABLE notes (n INTEGER)");
        Backup copy = copies.make(server, folder.resolve("backups"), room);
        run(server, "INSERT INTO notes VALUES 1");
        Folders.delete(copy.folder().resolve("souk").resolve("seg0"));
        assertThatThrownBy(() -> new BackupRestore(DerbyServer::start, settings, "t", room).of(copy.folder(), server))
                .hasMessageContaining("does not start");
        assertThat(server.answers()).isFalse();
        try (DerbyServer again = DerbyServer.start(settings)) {
            assertThat(count(again)).isEqualTo(1);
        }
        assertThat(settings.home().resolve(DerbyEngine.RESTORING)).doesNotExist();
    }

    @Test
    void theDatabaseItselfIsNoCopyButTheOneBeforeIs() throws Exception {
        DerbySettings settings = settings();
        DerbyServer server = DerbyServer.start(settings);
        run(server, "CREATE TABLE notes (n INTEGER)");
        BackupRestore restore = new BackupRestore(DerbyServer::start, settings, "t", room);
        assertThatThrownBy(() -> restore.of(settings.home(), server)).hasMessageContaining("the database itself");
        assertThatThrownBy(() -> restore.of(settings.home().resolve("souk"), server))
                .hasMessageContaining("the database itself");
        Backup empty = copies.make(server, folder.resolve("backups"), room);
        run(server, "INSERT INTO notes VALUES 1");
        BackupRestore.Outcome first = restore.of(empty.folder(), server);
        assertThat(count(first.server())).isZero();
        BackupRestore.Outcome back = new BackupRestore(DerbyServer::start, settings, "u", room)
                .of(first.restored().before(), first.server());
        try (DerbyServer now = back.server()) {
            assertThat(count(now)).isEqualTo(1);
        }
    }

    @Test
    void aRestoreIsToldToThoseWhoRemember() throws Exception {
        DerbySettings settings = settings();
        DerbyServer server = DerbyServer.start(settings);
        run(server, "CREATE TABLE notes (n INTEGER)");
        run(server, "CREATE TABLE restores (restored_at BIGINT NOT NULL)");
        run(
                server,
                "CREATE FUNCTION souk_millis() RETURNS BIGINT LANGUAGE JAVA PARAMETER STYLE JAVA NO SQL"
                        + " EXTERNAL NAME 'java.lang.System.currentTimeMillis'");
        Backup copy = copies.make(server, folder.resolve("backups"), room);
        try (DerbyServer now = new BackupRestore(DerbyServer::start, settings, "t", room)
                        .of(copy.folder(), server)
                        .server();
                Connection connection = now.connect();
                var rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM restores")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(1);
        }
    }

    @Test
    void aCopyThatFailsLeavesNothing() throws Exception {
        Path backups = folder.resolve("backups");
        Files.createDirectories(backups.resolve("20260101-000000.part").resolve("souk"));
        try (DerbyServer server = DerbyServer.start(settings())) {
            Clock still = Clock.fixed(java.time.Instant.parse("2026-02-03T04:05:06Z"), java.time.ZoneOffset.UTC);
            Backups same = new Backups(still);
            assertThat(same.make(server, backups, room).folder()).hasFileName("20260203-040506");
            assertThatThrownBy(() -> same.make(server, backups, room)).hasMessageContaining("try again");
        }
        try (var left = Files.list(backups)) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void aCopyThatCannotBeReadToItsEndLeavesNothing() throws Exception {
        DerbySettings settings = settings();
        try (DerbyServer server = DerbyServer.start(settings)) {
            run(server, "CREATE TABLE notes (n INTEGER)");
            Path copy = copies.make(server, folder.resolve("backups"), room).folder();
            Files.createSymbolicLink(copy.resolve("souk/seg0/zz"), folder.resolve("absent"));
            BackupRestore restore = new BackupRestore(DerbyServer::start, settings, "t", room);
            assertThatThrownBy(() -> restore.of(copy, server)).isInstanceOf(java.nio.file.NoSuchFileException.class);
            assertThat(count(server)).isZero();
            assertThat(settings.home().resolve(DerbyEngine.RESTORING)).doesNotExist();
        }
    }

    @Test
    void aRestoreThatWasCutShortBetweenItsTwoNamesIsCompletedByTheNextStart() throws Exception {
        DerbySettings settings = settings();
        try (DerbyServer server = DerbyServer.start(settings)) {
            run(server, "CREATE TABLE notes (n INTEGER)");
            run(server, "INSERT INTO notes VALUES 1");
        }
        Path home = settings.home();
        Files.move(home.resolve(DerbyEngine.NAME), home.resolve(DerbyEngine.RESTORED), StandardCopyOption.ATOMIC_MOVE);
        try (DerbyServer server = DerbyServer.start(settings)) {
            assertThat(count(server)).isEqualTo(1);
        }
    }

    static void run(DerbyServer server, String sql) throws SQLException {
        try (Connection connection = server.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static int count(DerbyServer server) throws SQLException {
        try (Connection connection = server.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM notes")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private DerbySettings settings() {
        return settings(folder);
    }

    static DerbySettings settings(Path folder) {
        return new DerbySettings(
                folder.resolve("derby"),
                folder.resolve("log").resolve("derby.log"),
                "127.0.0.1",
                FreePorts.take(),
                "souk",
                "secret");
    }
}
