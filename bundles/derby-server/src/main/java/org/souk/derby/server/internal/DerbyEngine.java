package org.souk.derby.server.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.apache.derby.jdbc.EmbeddedDriver;

/** Derby's engine with the one database {@code souk}. */
final class DerbyEngine implements AutoCloseable {
    /** The database's name and folder. */
    static final String NAME = "souk";

    /** A copy that is whole, knows the counters and is to be the database. */
    static final String RESTORED = "souk.restored";

    /** A copy that is being made ready for it. */
    static final String RESTORING = RESTORED + ".part";

    private static final String ENGINE_STOPPED = "XJ015";
    private static final String DATABASE_STOPPED = "08006";

    private final DerbySettings settings;
    private final EmbeddedDriver driver;

    private DerbyEngine(DerbySettings settings) {
        this.settings = settings;
        this.driver = new EmbeddedDriver();
    }

    /** Starts the engine without any database. */
    static DerbyEngine empty(DerbySettings settings) throws IOException {
        settings.write();
        System.setProperty("derby.system.home", settings.home().toString());
        return new DerbyEngine(settings);
    }

    /** Starts the engine; after a kill it repairs the database before this returns. */
    static DerbyEngine start(DerbySettings settings) throws IOException, SQLException {
        DerbyEngine engine = empty(settings);
        try {
            engine.makeOnce();
            engine.connect(NAME).close();
            return engine;
        } catch (IOException | SQLException e) {
            engine.close();
            throw e;
        }
    }

    /** A database that was half made when the container was killed cannot be opened, so it gets its name when it is whole. */
    private void makeOnce() throws IOException, SQLException {
        Path database = settings.home().resolve(NAME);
        Path restored = settings.home().resolve(RESTORED);
        if (!Files.exists(database) && Files.exists(restored)) {
            // the container was killed between the two names of a restore
            Files.move(restored, database, StandardCopyOption.ATOMIC_MOVE);
        }
        if (Files.exists(database)) {
            // a restore that was cut short before it took the database's place did not happen
            Folders.delete(restored);
            Folders.delete(settings.home().resolve(RESTORING));
            return;
        }
        String making = NAME + ".new";
        Folders.delete(settings.home().resolve(making));
        connect(making + ";create=true").close();
        shut(making);
        Files.move(settings.home().resolve(making), database, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The database's folder. */
    Path folder() {
        return settings.home().resolve(NAME);
    }

    /** To a database, past the network. */
    Connection connect(String what) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", settings.user());
        login.setProperty("password", settings.password());
        Connection connection = driver.connect("jdbc:derby:" + what, login);
        if (connection == null) {
            throw new SQLException("Derby's driver does not know its own address");
        }
        return connection;
    }

    /** Lets go of a database: whatever is inside is undone, and its files are at rest. */
    void shut(String name) throws SQLException {
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
