package org.souk.itests.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.souk.itests.Await;

/** A separate database server that can be killed, frozen and deprived of disk space, and restarts with its data. */
interface Database extends AutoCloseable {
    int port();

    /** The settings with which a container connects through that port. */
    Map<String, String> settings(int port);

    /** By that port. */
    Connection connect(int port) throws SQLException;

    /** How a container and it talk on one connection. */
    Talk talk();

    /** The process whose family it is. */
    ProcessHandle process();

    /** Starts it again after it was killed, or gave up; returns when it answers. */
    void startAgain();

    Disk disk();

    /**
     * Whether both ends detect that the other one vanished without closing the connection. Derby relies on TCP keep-alive, which takes two
     * hours by default.
     */
    boolean noticesVanishedEnds();

    /** Puts its clock, by which all containers go, two hours ahead, or right again. */
    void putClock(boolean ahead) throws SQLException;

    @Override
    void close();

    /** Past all wires. */
    default Connection connect() throws SQLException {
        return connect(port());
    }

    /** Whether it answers. */
    default boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    default void awaitAnswer() {
        Await.until(Duration.ofSeconds(60), () -> "the database answers", this::answers);
    }
}
