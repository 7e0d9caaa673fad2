package org.souk.api.health;

/**
 * The state of one thing.
 *
 * @param status how it is
 * @param detail a sentence for operators, may be empty
 */
public record Health(Status status, String detail) {
    /** How a thing is. */
    public enum Status {
        /** Works. */
        UP,
        /** Works in part; the container stays ready. */
        DEGRADED,
        /** Does not work; the container is not ready. */
        DOWN
    }
}
