package org.souk.itests.history;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A fault of the containers, the database or the connections between them. */
enum Fault {
    KILL_CONTAINER("kill -9 of a container"),
    KILL_DATABASE("kill -9 of the database server"),
    KILL_CONTAINER_AT_FIRST_STATEMENT("kill -9 of a container", Point.FIRST_STATEMENT),
    KILL_CONTAINER_AT_COMMIT_SENT("kill -9 of a container", Point.COMMIT_SENT),
    KILL_CONTAINER_AT_COMMIT_DONE("kill -9 of a container", Point.COMMIT_DONE),
    KILL_DATABASE_AT_FIRST_STATEMENT("kill -9 of the database server", Point.FIRST_STATEMENT),
    KILL_DATABASE_AT_COMMIT_SENT("kill -9 of the database server", Point.COMMIT_SENT),
    KILL_DATABASE_AT_COMMIT_DONE("kill -9 of the database server", Point.COMMIT_DONE),
    KILL_CONTAINER_AT_CHARGE("kill -9 of a container, when the bank has the money and has not said so"),
    FREEZE_CONTAINER("SIGSTOP of a container"),
    FREEZE_DATABASE("SIGSTOP of the database server"),
    CUT("connections cut, new ones refused"),
    HALF_OPEN("connections half-open"),
    REPLIES_LOST("replies lost, after the request came through"),
    FULL_DISK("the database's disk full"),
    CLOCK("the database's clock two hours ahead, then back");

    private final String title;
    private final @Nullable Point point;

    Fault(String title) {
        this.title = title;
        this.point = null;
    }

    Fault(String kill, Point point) {
        this.title = kill + ", " + point;
        this.point = point;
    }

    /** The point of a transaction at which it happens; empty if it happens at any time. */
    Optional<Point> point() {
        return Optional.ofNullable(point);
    }

    String title() {
        return title;
    }
}
