package org.souk.derby.server.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.common.database.DatabaseConfig;
import org.souk.itests.Await;
import org.souk.itests.Stubs;

class DatabaseServerTest {
    private static final long ENOUGH = 1 << 30;

    /** Checks no disk. */
    private static final DiskReserve ANY = new DiskReserve(Path.of("absent"), 0, DiskSpace::of);

    private static DatabaseConfig settings(String server) {
        return Stubs.settings(DatabaseConfig.class, Map.of("server", server, "password", "p", "spareMegabytes", 0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void reportsWhyItDoesNotStartAndRetries(boolean linkage) throws Exception {
        CountDownLatch tries = new CountDownLatch(2);
        DatabaseServer server = new DatabaseServer(
                settings("embedded"),
                settings -> {
                    tries.countDown();
                    if (linkage) {
                        throw new NoClassDefFoundError("org/apache/derby/Gone");
                    }
                    throw new java.sql.SQLException("the disk is full");
                },
                ANY);

        assertThat(tries.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(server.execute().getStatus()).isEqualTo(Result.Status.CRITICAL);
        assertThat(detail(server)).contains(linkage ? "org/apache/derby/Gone" : "the disk is full");
        server.stop();
    }

    @Test
    @Timeout(60)
    void isUpAgainWhenAnExclusiveTaskStartedTheServer(@TempDir Path folder) throws Exception {
        DatabaseServer server = new DatabaseServer(
                settings("embedded"),
                settings -> {
                    throw new java.sql.SQLException("it is damaged");
                },
                ANY);
        Await.until(() -> server.execute().getStatus() == Result.Status.CRITICAL);
        DerbySettings settings = BackupsTest.settings(folder);
        String done = server.runExclusively("a backup is being restored", (running, here) -> {
            assertThat(running).isNull();
            assertThat(server.execute().getStatus()).isEqualTo(Result.Status.WARN);
            return new DatabaseServer.Outcome<>(DerbyServer.start(settings), "done");
        });
        assertThat(done).isEqualTo("done");
        assertThat(server.execute().getStatus()).isEqualTo(Result.Status.OK);
        server.stop();
    }

    @Test
    @Timeout(60)
    void stopsWhenTheDiskRunsShortAndStartsAgainWhenThereIsSpace(@TempDir Path folder) throws Exception {
        AtomicLong free = new AtomicLong(ENOUGH);
        DerbySettings settings = BackupsTest.settings(folder);
        DiskReserve reserve = new DiskReserve(settings.home(), 1, here -> new DiskSpace(2 * ENOUGH, free.get()));
        DatabaseServer server = new DatabaseServer(settings("embedded"), here -> DerbyServer.start(settings), reserve);
        await(server, Result.Status.OK);
        assertThat(settings.home().resolve("spare")).hasSize(1 << 20);

        free.set((1 << 20) - 1);
        await(server, Result.Status.WARN);
        assertThat(settings.home().resolve("spare")).doesNotExist();
        assertThat(detail(server)).contains("disk space", "2 MB are free", "spareMegabytes");
        assertThat(settings.home().resolve("souk/db.lck"))
                .as("the database is closed")
                .doesNotExist();

        free.set(ENOUGH);
        await(server, Result.Status.OK);
        server.stop();
    }

    @Test
    @Timeout(60)
    void startsWhenItsPortIsFree(@TempDir Path folder) throws Exception {
        DerbySettings settings = BackupsTest.settings(folder);
        DatabaseServer server;
        try (ServerSocket taken = new ServerSocket(settings.port(), 1, InetAddress.getByName(settings.host()))) {
            server = new DatabaseServer(settings("embedded"), here -> DerbyServer.start(settings), ANY);
            await(server, Result.Status.CRITICAL);
            assertThat(detail(server)).contains("127.0.0.1:" + taken.getLocalPort(), "taken", "SOUK_DB_PORT");
        }
        await(server, Result.Status.OK);
        assertThat(detail(server)).startsWith("listens on ");
        server.stop();
    }

    @Test
    @Timeout(60)
    void logsEachErrorOnce() throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, UTF_8));
        try {
            AtomicInteger tries = new AtomicInteger();
            DatabaseServer server = new DatabaseServer(
                    settings("embedded"),
                    settings -> {
                        if (tries.incrementAndGet() < 3) {
                            throw new java.net.BindException("the port is taken");
                        }
                        throw new java.sql.SQLException("it is damaged since " + System.nanoTime());
                    },
                    ANY);
            Await.until(() -> tries.get() >= 5);
            server.stop();
        } finally {
            System.setErr(before);
        }
        assertThat(log.toString(UTF_8).lines().filter(line -> line.contains(" ERROR ")))
                .satisfiesExactly(line -> assertThat(line).contains("the port is taken"), line -> assertThat(line)
                        .contains("it is damaged"));
    }

    @Test
    @Timeout(60)
    void goesOnWhenABackupIsCancelled(@TempDir Path folder) throws Exception {
        AtomicLong free = new AtomicLong(ENOUGH);
        DerbySettings settings = BackupsTest.settings(folder);
        DiskReserve reserve = new DiskReserve(settings.home(), 2, here -> new DiskSpace(2 * ENOUGH, free.get()));
        DatabaseServer server = new DatabaseServer(settings("embedded"), here -> DerbyServer.start(settings), reserve);
        await(server, Result.Status.OK);
        assertThatThrownBy(() -> server.runExclusively(null, (running, here) -> {
                    BackupInProgress backup = server.backupSpace()
                            .begin(settings.home().resolve("souk"), folder, folder.resolve("copy"), "no remedy");
                    backup.write(() -> {
                        free.set((3 << 20) - 1);
                        Await.until(backup::isCancelled);
                    });
                    return new DatabaseServer.Outcome<>(running, "done");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was cancelled");
        assertThat(server.execute().getStatus()).isEqualTo(Result.Status.OK);
        server.stop();
    }

    private static String detail(DatabaseServer server) {
        return server.execute().iterator().next().getMessage();
    }

    private static void await(DatabaseServer server, Result.Status status) {
        Await.until(
                Duration.ofSeconds(60),
                () -> server.execute().getStatus() == status && !detail(server).equals("starting"));
    }

    @Test
    void isUpWhereItIsNotRun() throws Exception {
        DatabaseServer server = new DatabaseServer(
                settings("none"),
                settings -> {
                    throw new AssertionError("it was started");
                },
                ANY);

        assertThat(server.execute().getStatus()).isEqualTo(Result.Status.OK);
        server.stop();
    }
}
