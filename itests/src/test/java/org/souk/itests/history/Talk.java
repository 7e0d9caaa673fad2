package org.souk.itests.history;

import java.util.Optional;

/**
 * Parses the traffic of one connection to recognise the points of its transactions. Pieces are bytes as Latin-1; drivers send each request
 * in one piece.
 */
interface Talk {
    /** The point that a piece from the container reaches. */
    Optional<Point> asked(String piece);

    /** The point that a piece from the database reaches. */
    Optional<Point> answered(String piece);
}
