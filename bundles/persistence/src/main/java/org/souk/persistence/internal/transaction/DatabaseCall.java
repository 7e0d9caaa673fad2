package org.souk.persistence.internal.transaction;

import java.time.Duration;

/**
 * Describes one call of the database.
 *
 * @param name what the call does, for messages
 * @param deadline time after which the caller gets a DatabaseUnavailableException
 * @param repeatable whether the work may run again when the answer to its commit was lost
 */
public record DatabaseCall(String name, Duration deadline, boolean repeatable) {
    private static final Duration USUAL = Duration.ofMillis(2_500);

    /** A call whose work may run again: it is idempotent, or finds out that it was committed. */
    public static DatabaseCall repeatable(String name) {
        return new DatabaseCall(name, USUAL, true);
    }

    /** A call whose work must not run twice. */
    public static DatabaseCall once(String name) {
        return new DatabaseCall(name, USUAL, false);
    }

    public DatabaseCall within(Duration longer) {
        return new DatabaseCall(name, longer, repeatable);
    }
}
