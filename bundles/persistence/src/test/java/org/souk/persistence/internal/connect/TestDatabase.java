package org.souk.persistence.internal.connect;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.souk.itests.Await;
import org.souk.persistence.internal.migrate.Migration;
import org.souk.persistence.internal.migrate.Migrator;

/** The databases that everything is tested on; each is started once, and ends with the tests. */
public enum TestDatabase {
    DERBY {
        private final Set<String> made = new HashSet<>();
        private DerbyProcess process;

        @Override
        synchronized DirectSource source(String database) {
            try {
                process = process == null ? new DerbyProcess().start() : process;
                make(database);
            } catch (IOException | SQLException e) {
                throw new IllegalStateException(e);
            }
            return direct(process.url(database), "souk", process.password());
        }

        /** Takes longer than a login may, on a machine that has more to do. */
        private void make(String database) throws SQLException {
            if (made.add(database)) {
                DriverManager.getConnection(process.url(database + ";create=true"), "souk", process.password())
                        .close();
            }
        }
    },
    POSTGRES {
        private EmbeddedPostgres server;

        @Override
        synchronized DirectSource source(String database) {
            try {
                server = server == null ? EmbeddedPostgres.start() : server;
                make(database);
            } catch (IOException | SQLException e) {
                throw new IllegalStateException(e);
            }
            return direct(server.getJdbcUrl("postgres", database), "postgres", "");
        }

        private void make(String database) throws SQLException {
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + database);
            } catch (SQLException e) {
                if (!"42P04".equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
    };

    private static final AtomicInteger MADE = new AtomicInteger();
    private SharedDatabase shared;
    private SharedDatabase second;

    abstract DirectSource source(String database);

    static DirectSource direct(String url, String user, String password) {
        return new DirectSource(DatabaseUrl.of(url, "", 0), user, new Password(password, Path.of("absent")));
    }

    /** One container's connection, for all tests that need no more. */
    public synchronized SharedDatabase shared() {
        if (shared == null) {
            shared = connect();
        }
        return shared;
    }

    /** That of a second container. */
    public synchronized SharedDatabase second() {
        if (second == null) {
            second = connect();
        }
        return second;
    }

    /** Another container's. */
    public SharedDatabase connect() {
        SharedDatabase database = new SharedDatabase(source("souk"), 8);
        Await.until(() -> database.status().reachable());
        return database;
    }

    /** Plain connections to a database that has nothing in it. */
    public DataSource empty() {
        return source("empty" + MADE.incrementAndGet());
    }

    /** Plain connections to the database of {@link #shared}. */
    public DataSource plain() {
        return source("souk");
    }

    public Migrator migrator(DataSource source, List<Migration> steps) {
        return new Migrator(source, ((DirectSource) source).url().dialect().lock(), steps);
    }

    public List<Migration> steps() {
        return Migration.known(this == DERBY ? "derby" : "postgres");
    }
}
