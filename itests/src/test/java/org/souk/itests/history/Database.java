package org.souk.itests.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.souk.itests.Await;

/** A database server of its own, that can be killed, frozen and left without disk, and comes back with what it had. */
interface Database extends AutoCloseable {
    int port();

    /** What a container is told, so that it comes by that port. */
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
     * Whether both ends give up a connection whose other end vanished without a word. Derby's leave that to the keep-alive of the
     * operating system, which takes two hours where nobody changed it.
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
