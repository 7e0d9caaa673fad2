package org.souk.persistence.internal.transaction;

import java.time.Duration;

/**
 * Describes one call of the database.
 *
 * @param name what the call does, for messages
 * @param deadline time after which the caller gets a DatabaseUnavailableException
 * @param repeatable whether the work may run again when the answer to its commit was lost
 * @param share the shop and session that the call counts against
 */
public record DatabaseCall(String name, Duration deadline, boolean repeatable, DatabaseShare share) {
    private static final Duration USUAL = Duration.ofMillis(2_500);

    /** A call whose work may run again: it is idempotent, or finds out that it was committed. */
    public static DatabaseCall repeatable(String name) {
        return new DatabaseCall(name, USUAL, true, DatabaseShare.CONTAINER);
    }

    /** A call whose work must not run twice. */
    public static DatabaseCall once(String name) {
        return new DatabaseCall(name, USUAL, false, DatabaseShare.CONTAINER);
    }

    public DatabaseCall within(Duration longer) {
        return new DatabaseCall(name, longer, repeatable, share);
    }

    public DatabaseCall forShare(DatabaseShare other) {
        return new DatabaseCall(name, deadline, repeatable, other);
    }
}
