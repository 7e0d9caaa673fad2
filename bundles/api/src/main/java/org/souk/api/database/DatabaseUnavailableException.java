package org.souk.api.database;

/**
 * Thrown if the shared database cannot be reached or does not answer in time. A caller answers 503 with Retry-After, as the container
 * reconnects by itself.
 */
public final class DatabaseUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what an operator should know */
    public DatabaseUnavailableException(String message) {
        super(message);
    }

    /** @param message what an operator should know */
    public DatabaseUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
