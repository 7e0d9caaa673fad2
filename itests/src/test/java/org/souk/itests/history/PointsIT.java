package org.souk.itests.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The content of the database after a transaction was held at each point and its connection ended. */
class PointsIT {
    /** Until drivers give statements names. */
    private static final int OFTEN = 12;

    private static final Path FOLDER = Path.of(System.getProperty("souk.containers"));

    @Test
    @DisplayName("Derby has done what the point says, and its clock can be put")
    void derby() throws Exception {
        try (Database database = new DerbyDatabase(FOLDER, 256)) {
            check(database);
        }
    }

    @Test
    @DisplayName("PostgreSQL has done what the point says, and its clock can be put")
    void postgres() throws Exception {
        try (Database database = new PostgresDatabase(FOLDER, 256)) {
            check(database);
        }
    }

    private static void check(Database database) throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                Wire wire = new Wire(database.port(), database::talk)) {
            statement.execute("CREATE TABLE points (point VARCHAR(20) NOT NULL)");
            for (Point point : Point.values()) {
                stalledAt(database, wire, point);
                // waits for the locks of the one that was cut, which are to go
                assertThat(statement.executeUpdate("DELETE FROM points WHERE point = '" + point + "'"))
                        .as("rows that %s has left", point)
                        .isEqualTo(point == Point.COMMIT_DONE ? 1 : 0);
            }
            database.putClock(false);
            long now = millis(statement);
            database.putClock(true);
            assertThat(millis(statement) - now).isBetween(Ahead.MILLIS, Ahead.MILLIS + 60_000);
            database.putClock(false);
            assertThat(millis(statement) - now).isBetween(0L, 60_000L);
        }
    }

    private static void stalledAt(Database database, Wire wire, Point point) throws SQLException {
        try (Connection connection = database.connect(wire.port());
                PreparedStatement insert = connection.prepareStatement("INSERT INTO points (point) VALUES (?)")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < OFTEN; i++) {
                write(insert, "before");
            }
            wire.stall(point);
            CompletableFuture<Void> work = CompletableFuture.runAsync(() -> write(insert, point.toString()));
            wire.awaitStalled();
            assertThat(work).as("%s is held", point).isNotDone();
            wire.mend();
            assertThat(work).failsWithin(Duration.ofSeconds(10));
        }
    }

    private static void write(PreparedStatement insert, String value) {
        try {
            insert.setString(1, value);
            insert.executeUpdate();
            insert.getConnection().commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long millis(Statement statement) throws SQLException {
        try (var rows = statement.executeQuery("VALUES (souk_millis())")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
