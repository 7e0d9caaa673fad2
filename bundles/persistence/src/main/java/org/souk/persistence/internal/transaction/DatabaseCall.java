package org.souk.persistence.internal.transaction;

import java.time.Duration;

/**
 * A call of the database.
 *
 * @param name what it does, for messages
 * @param deadline when its caller is told that the database is away
 * @param repeatable whether it may be done again when nobody knows whether it was committed
 */
public record DatabaseCall(String name, Duration deadline, boolean repeatable) {
    private static final Duration USUAL = Duration.ofMillis(2_500);

    /** One that does no harm when it is done twice, or notices. */
    public static DatabaseCall repeatable(String name) {
        return new DatabaseCall(name, USUAL, true);
    }

    /** One that must not be done twice. */
    public static DatabaseCall once(String name) {
        return new DatabaseCall(name, USUAL, false);
    }

    /** The same with more time. */
    public DatabaseCall within(Duration longer) {
        return new DatabaseCall(name, longer, repeatable);
    }
}
