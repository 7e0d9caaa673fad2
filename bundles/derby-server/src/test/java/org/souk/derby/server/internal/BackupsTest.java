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
import org.souk.api.database.DatabaseBackups.Restored;
import org.souk.itests.FreePorts;

class BackupsTest {
    @TempDir
    Path folder;

    private final Backups store = new Backups(Clock.systemUTC());
    private final BackupSpace space = new DiskReserve(Path.of("absent"), 0, DiskSpace::of).backupSpace();

    @Test
    void aBackupIsMadeWhileTransactionsGoOnAndRestored() throws Exception {
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
            copy = store.create(server, folder.resolve("backups"), space);
            open.commit();
        }
        assertThat(store.list(folder.resolve("backups"))).containsExactly(copy);
        assertThat(copy.bytes()).isPositive();
        run(server, "INSERT INTO notes VALUES 3");
        run(server, "UPDATE order_counters SET last_number = 9 WHERE catalog = 'old'");
        run(server, "INSERT INTO order_counters VALUES ('newest', 1)");

        DatabaseServer.Outcome<Restored> outcome =
                new BackupRestore(settings, "t", space).restore(copy.folder(), server);
        try (DerbyServer now = outcome.running()) {
            assertThat(count(now)).as("rows committed when the backup was made").isEqualTo(1);
            assertThat(outcome.value().counters()).isEqualTo(Map.of("old", 9L, "newest", 1L));
            try (Connection connection = now.connect()) {
                assertThat(OrderCounters.read(connection)).isEqualTo(Map.of("old", 9L, "new", 3L, "newest", 1L));
            }
            assertThat(outcome.value().before()).isDirectory();
        }
    }

    @Test
    void aFolderThatIsNoBackupChangesNothing() throws Exception {
        DerbySettings settings = settings();
        try (DerbyServer server = DerbyServer.start(settings)) {
            run(server, "CREATE TABLE notes (n INTEGER)");
            BackupRestore restore = new BackupRestore(settings, "t", space);
            assertThatThrownBy(() -> restore.restore(folder, server))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("database:list");
            assertThat(count(server)).isZero();
        }
    }

    @Test
    void aBackupThatDoesNotStartChangesNothing() throws Exception {
        DerbySettings settings = settings();
        DerbyServer server = DerbyServer.start(settings);
        run(server, "CREATE TABLE notes (n INTEGER)");
        Backup copy = store.create(server, folder.resolve("backups"), space);
        run(server, "INSERT INTO notes VALUES 1");
        Folders.delete(copy.folder().resolve("souk").resolve("seg0"));
        assertThatThrownBy(() -> new BackupRestore(settings, "t", space).restore(copy.folder(), server))
                .hasMessageContaining("does not start");
        assertThat(server.answers()).isFalse();
        try (DerbyServer again = DerbyServer.start(settings)) {
            assertThat(count(again)).isEqualTo(1);
        }
        assertThat(settings.home().resolve(DerbyEngine.RESTORING)).doesNotExist();
    }

    @Test
    void theDatabaseItselfIsNoBackupButTheOneBeforeIs() throws Exception {
        DerbySettings settings = settings();
        DerbyServer server = DerbyServer.start(settings);
        run(server, "CREATE TABLE notes (n INTEGER)");
        BackupRestore restore = new BackupRestore(settings, "t", space);
        assertThatThrownBy(() -> restore.restore(settings.home(), server)).hasMessageContaining("the database itself");
        assertThatThrownBy(() -> restore.restore(settings.home().resolve("souk"), server))
                .hasMessageContaining("the database itself");
        Backup empty = store.create(server, folder.resolve("backups"), space);
        run(server, "INSERT INTO notes VALUES 1");
        DatabaseServer.Outcome<Restored> first = restore.restore(empty.folder(), server);
        assertThat(count(first.running())).isZero();
        DatabaseServer.Outcome<Restored> back =
                new BackupRestore(settings, "u", space).restore(first.value().before(), first.running());
        try (DerbyServer now = back.running()) {
            assertThat(count(now)).isEqualTo(1);
        }
    }

    @Test
    void aRestoreIsRecordedInTheDatabase() throws Exception {
        DerbySettings settings = settings();
        DerbyServer server = DerbyServer.start(settings);
        run(server, "CREATE TABLE notes (n INTEGER)");
        run(server, "CREATE TABLE restores (restored_at BIGINT NOT NULL)");
        run(
                server,
                "CREATE FUNCTION souk_millis() RETURNS BIGINT LANGUAGE JAVA PARAMETER STYLE JAVA NO SQL"
                        + " EXTERNAL NAME 'java.lang.System.currentTimeMillis'");
        Backup copy = store.create(server, folder.resolve("backups"), space);
        try (DerbyServer now = new BackupRestore(settings, "t", space)
                        .restore(copy.folder(), server)
                        .running();
                Connection connection = now.connect();
                var rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM restores")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(1);
        }
    }

    @Test
    void aBackupThatFailsLeavesNothing() throws Exception {
        Path backups = folder.resolve("backups");
        Files.createDirectories(backups.resolve("20260101-000000.part").resolve("souk"));
        try (DerbyServer server = DerbyServer.start(settings())) {
            Clock still = Clock.fixed(java.time.Instant.parse("2026-02-03T04:05:06Z"), java.time.ZoneOffset.UTC);
            Backups same = new Backups(still);
            assertThat(same.create(server, backups, space).folder()).hasFileName("20260203-040506");
            assertThatThrownBy(() -> same.create(server, backups, space)).hasMessageContaining("try again");
        }
        try (var left = Files.list(backups)) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void aBackupThatCannotBeReadToItsEndLeavesNothing() throws Exception {
        DerbySettings settings = settings();
        try (DerbyServer server = DerbyServer.start(settings)) {
            run(server, "CREATE TABLE notes (n INTEGER)");
            Path copy = store.create(server, folder.resolve("backups"), space).folder();
            Files.createSymbolicLink(copy.resolve("souk/seg0/zz"), folder.resolve("absent"));
            BackupRestore restore = new BackupRestore(settings, "t", space);
            assertThatThrownBy(() -> restore.restore(copy, server))
                    .isInstanceOf(java.nio.file.NoSuchFileException.class);
            assertThat(count(server)).isZero();
            assertThat(settings.home().resolve(DerbyEngine.RESTORING)).doesNotExist();
        }
    }

    @Test
    void aRestoreThatWasKilledBetweenItsTwoRenamesIsCompletedByTheNextStart() throws Exception {
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
