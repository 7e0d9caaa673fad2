package org.souk.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's PostgreSQL twice: a primary, and a standby that has each commit before it is answered. */
final class PostgresPair implements AutoCloseable {
    private static final String STANDBY = "souk_a";

    private final Path folder;
    private final Path programs;
    private final int primaryPort = FreePorts.take();
    private final int standbyPort = FreePorts.take();
    private Process primary;
    private Process standby;

    PostgresPair(Path folder) throws IOException, SQLException {
        this.folder = Files.createDirectories(folder);
        this.programs = programs();
        try {
            start();
        } catch (IOException | AssertionError e) {
            close();
            throw e;
        }
    }

    private void start() throws IOException {
        run("initdb", "-D", "primary", "-U", "postgres", "-A", "trust", "--no-sync");
        primary = server("primary", primaryPort);
        await(primaryPort);
        run(
                "pg_basebackup",
                "-D",
                "standby",
                "-R",
                "-X",
                "stream",
                "-d",
                "host=127.0.0.1 port=" + primaryPort + " user=postgres application_name=" + STANDBY);
        // in the files of both, as a pair has it: either may become the primary
        for (String data : List.of("primary", "standby")) {
            Files.writeString(
                    folder.resolve(data).resolve("postgresql.conf"),
                    "synchronous_standby_names = 'ANY 1 (" + STANDBY + ")'\n",
                    StandardOpenOption.APPEND);
        }
        say(primaryPort, "SELECT pg_reload_conf()");
        standby = server("standby", standbyPort);
        await(standbyPort);
        Await.until(Duration.ofSeconds(20), () -> "the standby has each commit", () -> "quorum"
                .equals(ask(primaryPort, "SELECT max(sync_state) FROM pg_stat_replication")));
    }

    private static Path programs() throws IOException {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("pg_basebackup")))
                    .max(java.util.Comparator.comparing(Path::toString))
                    .orElseThrow();
        }
    }

    /** Both servers; the driver uses the primary. */
    String url() {
        return "jdbc:postgresql://127.0.0.1:" + primaryPort + ",127.0.0.1:" + standbyPort
                + "/postgres?targetServerType=primary";
    }

    /** kill -9: its children end with it. */
    void killPrimary() {
        killed(primary);
    }

    private static void killed(Process process) {
        if (process != null) {
            process.destroyForcibly();
            ended(process);
        }
    }

    /** The new primary waits for no standby, because it has none yet. */
    void promoteStandby() {
        say(standbyPort, "SELECT pg_promote(true, 20)");
        say(standbyPort, "ALTER SYSTEM SET synchronous_standby_names = ''");
        say(standbyPort, "SELECT pg_reload_conf()");
    }

    /** At the one that was the standby. */
    Connection connect() throws SQLException {
        return connect(standbyPort);
    }

    private static Connection connect(int port) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres&loginTimeout=5");
    }

    private static void await(int port) {
        Await.until(Duration.ofSeconds(30), () -> "PostgreSQL at " + port, () -> "1".equals(ask(port, "SELECT 1")));
    }

    private static void say(int port, String sql) {
        try (Connection connection = connect(port);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** The first value, or why there is none. */
    private static String ask(int port, String sql) {
        try (Connection connection = connect(port);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            return e.toString();
        }
    }

    private Process server(String data, int port) throws IOException {
        return start(
                data + ".log",
                "postgres",
                "-D",
                data,
                "-p",
                String.valueOf(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=60");
    }

    private void run(String program, String... arguments) throws IOException {
        Process process = start(program + ".log", program, arguments);
        ended(process);
        if (process.exitValue() != 0) {
            throw new AssertionError(program + ": " + Files.readString(folder.resolve(program + ".log")));
        }
    }

    private Process start(String log, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            // it does not run as root, and need not be anybody else
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(log).toFile())
                .start();
    }

    private static void ended(Process process) {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(process + " does not end");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        // SIGTERM waits for connections to end
        Containers.closeAll(() -> killed(primary), () -> killed(standby));
    }
}
