package org.souk.itests.history;

import java.util.Optional;

/** What is said on one connection, heard for the points of its transactions. Pieces are bytes as Latin-1; drivers send each request whole. */
interface Talk {
    /** What the container says. */
    Optional<Point> asked(String piece);

    /** What the database says. */
    Optional<Point> answered(String piece);
}
