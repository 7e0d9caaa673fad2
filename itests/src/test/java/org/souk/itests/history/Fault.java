package org.souk.itests.history;

/** What is done to the containers, the database and the ways between them. */
enum Fault {
    KILL_CONTAINER("kill -9 of a container"),
    KILL_DATABASE("kill -9 of the database server"),
    FREEZE_CONTAINER("SIGSTOP of a container"),
    FREEZE_DATABASE("SIGSTOP of the database server"),
    CUT("connections cut, new ones refused"),
    HALF_OPEN("connections half-open"),
    REPLIES_LOST("replies lost, after the request came through"),
    FULL_DISK("the database's disk full"),
    CLOCK("the database's clock two hours ahead, then back");

    private final String title;

    Fault(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
