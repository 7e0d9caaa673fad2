package org.souk.derby.server.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.souk.api.database.DatabaseBackups.Backup;
import org.souk.itests.Await;

class BackupSpaceTest {
    private static final long MEGABYTE = 1 << 20;
    private static final long ENOUGH = 1 << 30;

    @TempDir
    Path folder;

    private final Backups store = new Backups(Clock.systemUTC());
    private final AtomicLong free = new AtomicLong(ENOUGH);
    private final AtomicLong freeElsewhere = new AtomicLong(ENOUGH - 1);
    private Path database;
    private Path backups;
    private Path elsewhere;

    @BeforeEach
    void folders() throws IOException {
        database = Files.createDirectories(folder.resolve("derby/souk"));
        backups = folder.resolve("backups");
        elsewhere = folder.resolve("elsewhere");
    }

    /** With a reserve of 2 MB, and another disk for the folder elsewhere. */
    private BackupSpace space() {
        return new DiskReserve(
                        folder.resolve("derby"),
                        2,
                        here -> here.startsWith(elsewhere)
                                ? new DiskSpace(1, freeElsewhere.get())
                                : new DiskSpace(2, free.get()))
                .backupSpace();
    }

    @Test
    void aBackupOnTheDiskOfTheDatabaseLeavesItWhatItNeeds() throws IOException {
        Files.write(database.resolve("c10.dat"), new byte[(int) (3 * MEGABYTE)]);
        free.set(8 * MEGABYTE);
        space().begin(database, backups, backups.resolve("a"), "do that");
        free.decrementAndGet();
        assertThatThrownBy(() -> space().begin(database, backups, backups.resolve("a"), "do that"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("too little disk space for a backup in " + backups
                        + ": 8 MB are needed, 5 of them for the database to go on, and 7 MB are free; do that");
        assertThat(backups).doesNotExist();
    }

    @Test
    void aBackupOnAnotherDiskNeedsOnlyItsOwnSize() throws IOException {
        Files.write(database.resolve("c10.dat"), new byte[(int) (3 * MEGABYTE)]);
        free.set(2 * MEGABYTE);
        freeElsewhere.set(3 * MEGABYTE);
        space().begin(database, elsewhere, elsewhere.resolve("a"), "do that");
        freeElsewhere.decrementAndGet();
        assertThatThrownBy(() -> space().begin(database, elsewhere, elsewhere.resolve("a"), "do that"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("too little disk space for a backup in " + elsewhere
                        + ": 3 MB are needed and 2 MB are free; do that");
    }

    @Test
    void aBackupOnTheDiskOfTheDatabaseIsCancelledSoonerThanOneOnAnother() throws IOException {
        BackupSpace space = space();
        BackupInProgress here = space.begin(database, backups, backups.resolve("a"), "do that");
        free.set(3 * MEGABYTE);
        space.cancelIfShort();
        assertThat(here.isCancelled()).isFalse();
        free.decrementAndGet();
        space.cancelIfShort();
        assertThat(here.isCancelled()).isTrue();

        BackupInProgress there = space.begin(database, elsewhere, elsewhere.resolve("a"), "do that");
        free.set(2 * MEGABYTE);
        space.cancelIfShort();
        assertThat(there.isCancelled()).isFalse();
        free.decrementAndGet();
        space.cancelIfShort();
        assertThat(there.isCancelled()).isTrue();
    }

    @Test
    void aCancelledBackupIsEmptiedAndFails() throws Exception {
        Path copy = Files.createDirectories(folder.resolve("copy"));
        BackupInProgress backup = new BackupInProgress(copy, 0);
        assertThatThrownBy(() -> backup.write(() -> {
                    Files.write(Files.createDirectory(copy.resolve("seg0")).resolve("c10.dat"), new byte[100]);
                    assertThat(backup.cancel()).isTrue();
                    assertThat(copy.resolve("seg0.away/c10.dat")).isEmptyFile();
                    Files.write(copy.resolve("seg0.away/c10.dat"), new byte[100]);
                    assertThat(backup.cancel()).isFalse();
                    assertThat(copy.resolve("seg0.away/c10.dat")).isEmptyFile();
                    Files.write(copy.resolve("seg0/c20.dat"), new byte[100]);
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was cancelled");
        assertThat(copy.resolve("seg0")).doesNotExist();
    }

    @Test
    void aCompleteBackupIsNotCancelled() throws Exception {
        Path data = Files.createDirectories(folder.resolve("copy/seg0"));
        BackupInProgress backup = new BackupInProgress(folder.resolve("copy"), 0);
        backup.write(() -> Files.write(data.resolve("c10.dat"), new byte[100]));
        assertThat(backup.cancel()).isFalse();
        assertThat(data.resolve("c10.dat")).hasSize(100);
    }

    @Test
    @Timeout(60)
    void aRefusedOrCancelledBackupLeavesNothingAndTheDatabaseGoesOn() throws Exception {
        Files.delete(database);
        DerbySettings settings = BackupsTest.settings(folder);
        BackupSpace space = space();
        try (DerbyServer server = DerbyServer.start(settings)) {
            BackupsTest.run(server, "CREATE TABLE notes (n INTEGER)");
            BackupsTest.run(server, "INSERT INTO notes VALUES 1");
            free.set(MEGABYTE);
            assertThatThrownBy(() -> store.create(server, backups, space)).hasMessageContaining("MB are needed");
            assertThat(backups).doesNotExist();

            free.set(ENOUGH);
            CompletableFuture<Backup> copy = cancelled(server, space);
            assertThatThrownBy(copy::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("was cancelled");
            assertThat(backups).isEmptyDirectory();
            BackupsTest.run(server, "INSERT INTO notes VALUES 2");

            free.set(ENOUGH);
            Path made = store.create(server, backups, space).folder();
            free.set(MEGABYTE);
            BackupRestore restore = new BackupRestore(settings, "t", space);
            assertThatThrownBy(() -> restore.restore(made, server)).hasMessageContaining("MB are needed");
            assertThat(settings.home().resolve(DerbyEngine.RESTORING)).doesNotExist();
            assertThat(BackupsTest.count(server)).isEqualTo(2);
        }
    }

    @Test
    void whereNoFolderCanBeMadeNoBackupIsLeftToCancel() throws Exception {
        Files.delete(database);
        Path file = Files.createFile(folder.resolve("file"));
        AtomicLong checks = new AtomicLong();
        BackupSpace space = new DiskReserve(
                        folder.resolve("derby"), 2, here -> new DiskSpace(checks.incrementAndGet(), ENOUGH))
                .backupSpace();
        try (DerbyServer server = DerbyServer.start(BackupsTest.settings(folder))) {
            assertThatThrownBy(() -> store.create(server, file.resolve("backups"), space))
                    .isInstanceOf(IOException.class);
        }
        long before = checks.get();
        space.cancelIfShort();
        assertThat(checks).as("the disk is not checked without a backup").hasValue(before);
    }

    /** Derby waits with its backup for an index that is being created. */
    private CompletableFuture<Backup> cancelled(DerbyServer server, BackupSpace space) throws SQLException {
        CompletableFuture<Backup> copy;
        try (Connection open = server.connect();
                Statement statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute("CREATE INDEX by_n ON notes (n)");
            copy = CompletableFuture.supplyAsync(() -> {
                try {
                    return store.create(server, backups, space);
                } catch (IOException | SQLException e) {
                    throw new CompletionException(e);
                }
            });
            Await.until(() -> Files.exists(backups));
            free.set(MEGABYTE);
            space.cancelIfShort();
            open.commit();
        }
        while (!copy.isDone()) {
            space.cancelIfShort();
        }
        return copy;
    }

    @Test
    void theSameDiskIsRecognized() throws IOException {
        DiskSpace here = DiskSpace.of(folder);
        assertThat(here.free()).isBetween(1L, here.total());
        assertThat(DiskSpace.of(folder.resolve("absent/too")).isSameDisk(here)).isTrue();
        assertThat(new DiskSpace(here.total() + 1, here.free() - 1).isSameDisk(here))
                .isFalse();
    }
}
