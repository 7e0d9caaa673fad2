package org.souk.itests.history;

import java.util.Locale;

/** The point of a transaction at which a process is killed, recognised on the connection between container and database. */
enum Point {
    /** Its first statement was answered, so it holds locks; the container does not get the answer. */
    FIRST_STATEMENT,
    /** The container has asked to commit; the database does not get that. */
    COMMIT_SENT,
    /** The database has committed and says so; the container does not get that. */
    COMMIT_DONE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
