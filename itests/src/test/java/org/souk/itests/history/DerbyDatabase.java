package org.souk.itests.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.apache.derby.client.BasicClientDataSource;
import org.souk.itests.Container;
import org.souk.itests.Containers;

/** Derby, as a container with {@code SOUK_DB_SERVER=only} runs it. */
final class DerbyDatabase implements Database {
    private final Disk disk;
    private final Path jar;
    private Container container;

    DerbyDatabase(Path folder, int megabytes) {
        disk = new Disk(folder.resolve("derby-disk"), megabytes);
        Path home = folder.resolve("history-derby");
        jar = folder.resolve("ahead.jar");
        String command =
                "mkdir -p data/souk && ln -sfn '" + disk.folder() + "' data/souk/derby && exec bin/karaf server";
        List<String> start = disk.enter(home, command);
        container = Container.launch("history-derby", Map.of("SOUK_DB_SERVER", "only"), start);
        try {
            container.awaitReady();
            awaitAnswer();
        } catch (AssertionError | RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public int port() {
        return container.port("DB");
    }

    @Override
    public Map<String, String> settings(int port) {
        return Map.of(
                "SOUK_DB_URL",
                "jdbc:derby://127.0.0.1:" + port + "/souk",
                "SOUK_DB_PASSWORD",
                container.databasePassword());
    }

    @Override
    public Connection connect(int throughPort) throws SQLException {
        BasicClientDataSource source = new BasicClientDataSource();
        source.setServerName("127.0.0.1");
        source.setPortNumber(throughPort);
        source.setDatabaseName("souk");
        source.setLoginTimeout(2);
        return source.getConnection("souk", container.databasePassword());
    }

    @Override
    public ProcessHandle process() {
        return container.java();
    }

    @Override
    public void startAgain() {
        container = container.relaunch();
        awaitAnswer();
    }

    @Override
    public Disk disk() {
        return disk;
    }

    @Override
    public boolean noticesVanishedEnds() {
        return false;
    }

    @Override
    public Talk talk() {
        return new DerbyTalk();
    }

    /** The function is Java's own clock; another is brought into the database as a class of ours. */
    @Override
    public void putClock(boolean ahead) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            Ahead.install(connection, jar);
            connection.setAutoCommit(false);
            drop(statement);
            statement.execute("CREATE FUNCTION souk_millis() RETURNS BIGINT LANGUAGE JAVA PARAMETER STYLE JAVA NO SQL"
                    + " EXTERNAL NAME '"
                    + (ahead ? Ahead.class.getName() + ".millis" : "java.lang.System.currentTimeMillis")
                    + "'");
            connection.commit();
        }
    }

    private static void drop(Statement statement) throws SQLException {
        try {
            statement.execute("DROP FUNCTION souk_millis");
        } catch (SQLException e) {
            // no container was there yet that made it
            if (!"42Y55".equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        Containers.closeAll(container, disk);
    }
}
