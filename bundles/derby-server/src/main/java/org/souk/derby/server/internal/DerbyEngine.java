package org.souk.derby.server.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.apache.derby.jdbc.EmbeddedDriver;

/** The Derby engine in this JVM, with the database {@code souk}. {@link DerbyServer} makes it available over the network. */
final class DerbyEngine implements AutoCloseable {
    /** Name of the database, and of its folder. */
    static final String NAME = "souk";

    /** Folder of a restored backup that is complete, has the current order counters and is about to become the database. */
    static final String RESTORED = "souk.restored";

    /** Folder of a backup while a restore prepares it. */
    static final String RESTORING = RESTORED + ".part";

    private static final String ENGINE_STOPPED = "XJ015";
    private static final String DATABASE_STOPPED = "08006";

    private final DerbySettings settings;
    private final EmbeddedDriver driver = new EmbeddedDriver();

    private DerbyEngine(DerbySettings settings) {
        this.settings = settings;
    }

    /** Starts the engine without any database. */
    static DerbyEngine empty(DerbySettings settings) throws IOException {
        settings.write();
        System.setProperty("derby.system.home", settings.home().toString());
        try {
            return new DerbyEngine(settings);
        } finally {
            settings.delete();
        }
    }

    /** Starts the engine; after a kill it repairs the database before this returns. */
    static DerbyEngine start(DerbySettings settings) throws IOException, SQLException {
        DerbyEngine engine = empty(settings);
        try {
            engine.createIfMissing();
            engine.connect(NAME).close();
            return engine;
        } catch (IOException | SQLException e) {
            engine.close();
            throw e;
        }
    }

    /** Creates the database under another name and renames it when complete: Derby cannot open one whose creation was interrupted. */
    private void createIfMissing() throws IOException, SQLException {
        Path database = settings.home().resolve(NAME);
        Path restored = settings.home().resolve(RESTORED);
        if (!Files.exists(database) && Files.exists(restored)) {
            // the container was killed between the two renames of a restore
            Files.move(restored, database, StandardCopyOption.ATOMIC_MOVE);
        }
        if (Files.exists(database)) {
            // a restore that was interrupted before its first rename did not happen
            Folders.delete(restored);
            Folders.delete(settings.home().resolve(RESTORING));
            return;
        }
        String incomplete = NAME + ".new";
        Folders.delete(settings.home().resolve(incomplete));
        connect(incomplete + ";create=true").close();
        shutDown(incomplete);
        Files.move(settings.home().resolve(incomplete), database, StandardCopyOption.ATOMIC_MOVE);
    }

    Path folder() {
        return settings.home().resolve(NAME);
    }

    /** Connects to a database directly, not over the network. */
    Connection connect(String database) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", settings.user());
        login.setProperty("password", settings.password());
        Connection connection = driver.connect("jdbc:derby:" + database, login);
        if (connection == null) {
            throw new SQLException("the Derby driver does not accept jdbc:derby:" + database);
        }
        return connection;
    }

    /** Closes a database: rolls back open transactions and closes its files. */
    void shutDown(String name) throws SQLException {
        stop(name + ";shutdown=true", DATABASE_STOPPED);
    }

    private void stop(String what, String expected) throws SQLException {
        try {
            connect(what).close();
        } catch (SQLException e) {
            if (!expected.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    @Override
    public void close() throws SQLException {
        stop(";shutdown=true", ENGINE_STOPPED);
    }
}
