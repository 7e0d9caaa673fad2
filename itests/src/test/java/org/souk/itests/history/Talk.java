package org.souk.itests.history;

import java.util.Optional;

/** Recognises the points of transactions in the traffic of one connection. Pieces are Latin-1; a driver sends each request as one. */
interface Talk {
    /** The point that a piece from the container reaches. */
    Optional<Point> asked(String piece);

    /** The point that a piece from the database reaches. */
    Optional<Point> answered(String piece);
}
