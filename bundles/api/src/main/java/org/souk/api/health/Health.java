package org.souk.api.health;

/**
 * The result of a health check.
 *
 * @param status the overall result
 * @param detail one sentence for operators; may be empty
 */
public record Health(Status status, String detail) {
    /** The health of a component. */
    public enum Status {
        /** It works. */
        UP,
        /** It works partly; the container stays ready. */
        DEGRADED,
        /** It does not work; the container is not ready. */
        DOWN
    }
}
