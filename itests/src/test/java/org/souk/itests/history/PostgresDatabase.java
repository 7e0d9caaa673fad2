package org.souk.itests.history;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.souk.itests.Containers;
import org.souk.itests.FreePorts;

/** PostgreSQL from the binaries of the tests, in a separate process. */
final class PostgresDatabase implements Database {
    private static final String OPTIONS =
            " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=60";

    private final Disk disk;
    private final int port;
    private final List<String> start;
    private final Path log;
    private Process process;

    PostgresDatabase(Path folder, int megabytes) {
        disk = new Disk(folder.resolve("postgres-disk"), megabytes);
        port = FreePorts.take();
        log = folder.resolve("postgres.log");
        Path server = prepare(folder.resolve("postgres-first"));
        // it does not run as root, and need not be anybody else
        String own = "root".equals(System.getProperty("user.name")) ? "unshare -U " : "";
        String command = own + "'" + server + "' -D '" + disk.folder().resolve("data") + "' -p " + port + OPTIONS;
        start = disk.enter(folder, "exec " + command);
        try {
            launch();
        } catch (AssertionError | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Where its server is; its first files are put onto the disk. */
    private Path prepare(Path first) {
        try {
            Signals.run(List.of("rm", "-rf", first.toString()));
            Files.createDirectories(first);
            EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(first.resolve("work").toFile())
                    .setDataDirectory(first.resolve("data"))
                    .setCleanDataDirectory(false)
                    .start()
                    .close();
            String copy = "rm -rf data && cp -a '" + first.resolve("data") + "' data";
            if (!Signals.run(disk.enter(disk.folder(), copy))) {
                throw new AssertionError("PostgreSQL's first files do not fit on " + disk.folder());
            }
            try (Stream<Path> files = Files.walk(first.resolve("work"))) {
                return files.filter(file -> file.endsWith("bin/postgres"))
                        .findFirst()
                        .orElseThrow();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void launch() {
        try {
            process = new ProcessBuilder(start)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitAnswer();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Map<String, String> settings(int throughPort) {
        return Map.of(
                "SOUK_DB_URL", "jdbc:postgresql://127.0.0.1:" + throughPort + "/postgres",
                "SOUK_DB_USER", "postgres",
                "SOUK_DB_PASSWORD", "postgres");
    }

    @Override
    public Connection connect(int throughPort) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + throughPort + "/postgres?user=postgres&loginTimeout=2");
    }

    @Override
    public ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void startAgain() {
        launch();
    }

    @Override
    public Disk disk() {
        return disk;
    }

    @Override
    public boolean noticesVanishedEnds() {
        return true;
    }

    @Override
    public Talk talk() {
        return new PostgresTalk();
    }

    @Override
    public void putClock(boolean ahead) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE FUNCTION souk_millis() RETURNS BIGINT LANGUAGE SQL STABLE AS"
                    + " 'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint + "
                    + (ahead ? Ahead.MILLIS : 0) + "'");
        }
    }

    @Override
    public void close() {
        Containers.closeAll(() -> Signals.kill(process()), disk);
    }
}
