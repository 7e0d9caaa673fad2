package org.souk.api.database;

/** The shared database did not answer in time, or is away. Answer 503 with Retry-After; it heals by itself. */
public final class DatabaseUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what an operator should know. */
    public DatabaseUnavailableException(String message) {
        super(message);
    }

    /** With what an operator should know, and the cause. */
    public DatabaseUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
