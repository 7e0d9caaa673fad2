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
    private static final long PLENTY = 1 << 30;

    @TempDir
    Path folder;

    private final Backups copies = new Backups(Clock.systemUTC());
    private final AtomicLong free = new AtomicLong(PLENTY);
    private final AtomicLong freeElsewhere = new AtomicLong(PLENTY - 1);
    private Path database;
    private Path backups;
    private Path elsewhere;

    @BeforeEach
    void folders() throws IOException {
        database = Files.createDirectories(folder.resolve("derby/souk"));
        backups = folder.resolve("backups");
        elsewhere = folder.resolve("elsewhere");
    }

    /** With 2 MB put by; there is another disk, for what lies elsewhere. */
    private BackupSpace room() {
        return new DiskReserve(
                        folder.resolve("derby"),
                        2,
                        here -> here.startsWith(elsewhere)
                                ? new DiskSpace(1, freeElsewhere.get())
                                : new DiskSpace(2, free.get()))
                .forCopies();
    }

    @Test
    void aCopyOnTheDiskOfTheDatabaseLeavesItWhatItNeeds() throws IOException {
        Files.write(database.resolve("c10.dat"), new byte[(int) (3 * MEGABYTE)]);
        free.set(8 * MEGABYTE);
        room().begin(database, backups, backups.resolve("a"), "do that");
        free.decrementAndGet();
        assertThatThrownBy(() -> room().begin(database, backups, backups.resolve("a"), "do that"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("too little disk space for a copy in " + backups
                        + ": 8 MB are needed, 5 of them for the database to go on, and 7 MB are free; do that");
        assertThat(backups).doesNotExist();
    }

    @Test
    void aCopyOnAnotherDiskFitsThere() throws IOException {
        Files.write(database.resolve("c10.dat"), new byte[(int) (3 * MEGABYTE)]);
        free.set(2 * MEGABYTE);
        freeElsewhere.set(3 * MEGABYTE);
        room().begin(database, elsewhere, elsewhere.resolve("a"), "do that");
        freeElsewhere.decrementAndGet();
        assertThatThrownBy(() -> room().begin(database, elsewhere, elsewhere.resolve("a"), "do that"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("too little disk space for a copy in " + elsewhere
                        + ": 3 MB are needed and 2 MB are free; do that");
    }

    @Test
    void aCopyGivesWayToTheDatabaseOnItsDiskSoonerThanOneOnAnother() throws IOException {
        BackupSpace room = room();
        BackupInProgress here = room.begin(database, backups, backups.resolve("a"), "do that");
        free.set(3 * MEGABYTE);
        room.relieve();
        assertThat(here.isGivenUp()).isFalse();
        free.decrementAndGet();
        room.relieve();
        assertThat(here.isGivenUp()).isTrue();

        BackupInProgress there = room.begin(database, elsewhere, elsewhere.resolve("a"), "do that");
        free.set(2 * MEGABYTE);
        room.relieve();
        assertThat(there.isGivenUp()).isFalse();
        free.decrementAndGet();
        room.relieve();
        assertThat(there.isGivenUp()).isTrue();
    }

    @Test
    void whatIsGivenUpIsEmptiedAndCannotGoOn() throws Exception {
        Path copy = Files.createDirectories(folder.resolve("copy"));
        BackupInProgress draft = new BackupInProgress(copy, 0);
        assertThatThrownBy(() -> draft.write(() -> {
                    Files.write(Files.createDirectory(copy.resolve("seg0")).resolve("c10.dat"), new byte[100]);
                    assertThat(draft.giveUp()).isTrue();
                    assertThat(copy.resolve("seg0.away/c10.dat")).isEmptyFile();
                    Files.write(copy.resolve("seg0.away/c10.dat"), new byte[100]);
                    assertThat(draft.giveUp()).isFalse();
                    assertThat(copy.resolve("seg0.away/c10.dat")).isEmptyFile();
                    Files.write(copy.resolve("seg0/c20.dat"), new byte[100]);
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gave way");
        assertThat(copy.resolve("seg0")).doesNotExist();
    }

    @Test
    void whatIsWrittenIsLeftAlone() throws Exception {
        Path data = Files.createDirectories(folder.resolve("copy/seg0"));
        BackupInProgress draft = new BackupInProgress(folder.resolve("copy"), 0);
        draft.write(() -> Files.write(data.resolve("c10.dat"), new byte[100]));
        assertThat(draft.giveUp()).isFalse();
        assertThat(data.resolve("c10.dat")).hasSize(100);
    }

    @Test
    @Timeout(60)
    void whatIsRefusedOrGivesWayLeavesNothingAndTheDatabaseGoesOn() throws Exception {
        Files.delete(database);
        DerbySettings settings = BackupsTest.settings(folder);
        BackupSpace room = room();
        try (DerbyServer server = DerbyServer.start(settings)) {
            BackupsTest.run(server, "CREATE TABLE notes (n INTEGER)");
            BackupsTest.run(server, "INSERT INTO notes VALUES 1");
            free.set(MEGABYTE);
            assertThatThrownBy(() -> copies.make(server, backups, room)).hasMessageContaining("MB are needed");
            assertThat(backups).doesNotExist();

            free.set(PLENTY);
            CompletableFuture<Backup> copy = givesWay(server, room);
            assertThatThrownBy(copy::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("gave way");
            assertThat(backups).isEmptyDirectory();
            BackupsTest.run(server, "INSERT INTO notes VALUES 2");

            free.set(PLENTY);
            Path made = copies.make(server, backups, room).folder();
            free.set(MEGABYTE);
            BackupRestore restore = new BackupRestore(DerbyServer::start, settings, "t", room);
            assertThatThrownBy(() -> restore.of(made, server)).hasMessageContaining("MB are needed");
            assertThat(settings.home().resolve(DerbyEngine.RESTORING)).doesNotExist();
            assertThat(BackupsTest.count(server)).isEqualTo(2);
        }
    }

    @Test
    void whereNoFolderCanBeMadeNoCopyIsLeftToGiveWay() throws Exception {
        Files.delete(database);
        Path file = Files.createFile(folder.resolve("file"));
        AtomicLong looks = new AtomicLong();
        BackupSpace room = new DiskReserve(
                        folder.resolve("derby"), 2, here -> new DiskSpace(looks.incrementAndGet(), PLENTY))
                .forCopies();
        try (DerbyServer server = DerbyServer.start(BackupsTest.settings(folder))) {
            assertThatThrownBy(() -> copies.make(server, file.resolve("backups"), room))
                    .isInstanceOf(IOException.class);
        }
        long before = looks.get();
        room.relieve();
        assertThat(looks)
                .as("nobody looks at the disk for a copy that is not there")
                .hasValue(before);
    }

    /** Derby waits with its copy for an index that is being made. */
    private CompletableFuture<Backup> givesWay(DerbyServer server, BackupSpace room) throws SQLException {
        CompletableFuture<Backup> copy;
        try (Connection open = server.connect();
                Statement statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute("CREATE INDEX by_n ON notes (n)");
            copy = CompletableFuture.supplyAsync(() -> {
                try {
                    return copies.make(server, backups, room);
                } catch (IOException | SQLException e) {
                    throw new CompletionException(e);
                }
            });
            Await.until(() -> Files.exists(backups));
            free.set(MEGABYTE);
            room.relieve();
            open.commit();
        }
        while (!copy.isDone()) {
            room.relieve();
        }
        return copy;
    }

    @Test
    void theSameDiskIsKnown() throws IOException {
        DiskSpace here = DiskSpace.of(folder);
        assertThat(here.free()).isBetween(1L, here.total());
        assertThat(DiskSpace.of(folder.resolve("absent/too")).isThatOf(here)).isTrue();
        assertThat(new DiskSpace(here.total() + 1, here.free() - 1).isThatOf(here))
                .isFalse();
    }
}
