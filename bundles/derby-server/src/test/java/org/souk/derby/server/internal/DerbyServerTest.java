package org.souk.derby.server.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.derby.client.BasicClientDataSource;
import org.apache.derby.drda.NetworkServerControl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.souk.itests.FreePorts;

class DerbyServerTest {
    @TempDir
    Path folder;

    @Test
    void startsStopsAndStartsAgainInOneJvmAndKeepsTheData() throws Exception {
        int port = FreePorts.take();
        try (DerbyServer server = DerbyServer.start(settings(port, "first"))) {
            assertThat(server.answers()).isTrue();
            try (Connection c = client(port, "souk", "first")) {
                c.createStatement().execute("CREATE TABLE kept (n INTEGER)");
                c.createStatement().execute("INSERT INTO kept VALUES 42");
            }
        }
        assertThatThrownBy(() -> client(port, "souk", "first")).isInstanceOf(SQLException.class);
        // the password in force is the one of the settings, so it can be changed
        try (DerbyServer server = DerbyServer.start(settings(port, "second"));
                Connection c = client(port, "souk", "second");
                var rows = c.createStatement().executeQuery("SELECT n FROM kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
            assertThatThrownBy(() -> client(port, "souk", "first")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void aStopWaitsForTransactionsThatCreateTables() throws Exception {
        int port = FreePorts.take();
        DerbyServer server = DerbyServer.start(settings(port, "p"));
        CountDownLatch begun = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> migration = thread.submit(() -> {
                try (Connection c = client(port, "souk", "p")) {
                    c.setAutoCommit(false);
                    for (int i = 0; i < 60; i++) {
                        c.createStatement().execute("CREATE TABLE t" + i + " (n INTEGER PRIMARY KEY)");
                        begun.countDown();
                    }
                    c.commit();
                }
                return null;
            });
            begun.await();
            server.close();
            migration.get();
        } finally {
            thread.shutdownNow();
        }
        try (DerbyServer again = DerbyServer.start(settings(port, "p"));
                Connection c = client(port, "souk", "p");
                var rows = c.createStatement().executeQuery("SELECT n FROM t59")) {
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void strangersCannotLogInOrStopTheServer() throws Exception {
        int port = FreePorts.take();
        try (DerbyServer server = DerbyServer.start(settings(port, "secret"))) {
            assertThatThrownBy(() -> client(port, "souk", "wrong")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> client(port, "other", "secret")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> client(port, "souk;create=true", "souk", "wrong"))
                    .isInstanceOf(SQLException.class);
            NetworkServerControl stranger =
                    new NetworkServerControl(InetAddress.getLoopbackAddress(), port, "other", "secret");
            assertThatThrownBy(stranger::shutdown).isInstanceOf(Exception.class);
            assertThat(server.answers()).isTrue();
        }
    }

    @Test
    void namesThePortAndTheVariableWhenThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> DerbyServer.start(settings(taken.getLocalPort(), "x")))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()))
                    .hasMessageContaining("SOUK_DB_PORT");
        }
    }

    @Test
    void anIncompleteDatabaseIsCreatedAgain() throws Exception {
        Path home = folder.resolve("derby");
        Files.createDirectories(home.resolve("souk.new").resolve("seg0"));
        Files.writeString(home.resolve("souk.new").resolve("README"), "cut short");
        int port = FreePorts.take();
        try (DerbyServer server = DerbyServer.start(settings(port, "p"));
                Connection c = client(port, "souk", "p")) {
            assertThat(c.isValid(1)).isTrue();
        }
    }

    @Test
    void thePasswordIsCreatedOnceAndOnlyItsOwnerCanReadIt() throws Exception {
        Path file = folder.resolve("org.souk.database.password");
        String made = PasswordFile.readOrCreate(file);
        assertThat(made).hasSizeGreaterThan(30);
        assertThat(PasswordFile.readOrCreate(file)).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(settings(1, made).toString()).doesNotContain(made);
    }

    @Test
    void nobodyElseCanReadTheFilesWhateverTheUmask() throws Exception {
        int port = FreePorts.take();
        Path backup = Files.createDirectories(folder.resolve("derby")).resolve("backup");
        try (DerbyServer server = DerbyServer.start(settings(port, "p"));
                Connection c = server.connect()) {
            c.createStatement().execute("CREATE TABLE customers (email VARCHAR(100))");
            c.createStatement().execute("CALL SYSCS_UTIL.SYSCS_BACKUP_DATABASE('" + backup + "')");
        }
        try (Stream<Path> files = Files.walk(folder.resolve("derby"))) {
            assertThat(files.filter(file -> !modes(file).matches("rw[-x]------"))
                            .map(file -> modes(file) + " " + folder.relativize(file)))
                    .isEmpty();
        }
    }

    @Test
    void thePasswordIsInNoFileWhileTheServerRuns() throws Exception {
        int port = FreePorts.take();
        try (DerbyServer server = DerbyServer.start(settings(port, "a-secret-from-the-environment"));
                Connection c = client(port, "souk", "a-secret-from-the-environment");
                Stream<Path> files = Files.walk(folder)) {
            assertThat(c.isValid(1)).isTrue();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain("a-secret-from-the-environment");
            }
        }
    }

    @Test
    void theLogIsRotatedAndBounded() throws Exception {
        Path log = Files.createDirectories(folder.resolve("log"));
        Files.writeString(log.resolve("derby.log.0"), "x".repeat(DerbySettings.LOG_BYTES));
        for (int start = 1; start <= DerbySettings.LOG_FILES + 1; start++) {
            try (DerbyServer server = DerbyServer.start(settings(FreePorts.take(), "p"))) {
                assertThat(server.answers()).isTrue();
            }
            Files.writeString(log.resolve("derby.log.0"), "x".repeat(DerbySettings.LOG_BYTES));
        }
        try (Stream<Path> files = Files.list(log)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("derby.log.0", "derby.log.1", "derby.log.2", "derby.log.3");
        }
    }

    private static String modes(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DerbySettings settings(int port, String password) {
        return new DerbySettings(
                folder.resolve("derby"),
                folder.resolve("log").resolve("derby.log"),
                "127.0.0.1",
                port,
                "souk",
                password);
    }

    private static Connection client(int port, String user, String password) throws SQLException {
        return client(port, "souk", user, password);
    }

    private static Connection client(int port, String database, String user, String password) throws SQLException {
        BasicClientDataSource source = new BasicClientDataSource();
        source.setServerName("127.0.0.1");
        source.setPortNumber(port);
        int attributes = database.indexOf(';');
        source.setDatabaseName(attributes < 0 ? database : database.substring(0, attributes));
        if (attributes >= 0) {
            source.setConnectionAttributes(database.substring(attributes + 1));
        }
        return source.getConnection(user, password);
    }
}
