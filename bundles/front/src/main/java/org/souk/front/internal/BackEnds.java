package org.souk.front.internal;

import java.util.Optional;

/** Finds the back end of a door. */
interface BackEnds {
    /**
     * A back end that the request has entered and must {@link Leased#leave}; empty when none came within the time that
     * a shopper can be asked to wait.
     */
    Optional<Leased> lease() throws InterruptedException;
}
