package org.souk.api.customer;

import java.time.Duration;
import java.util.Map;
import org.souk.api.session.SessionToken;

/** What came of changing a password. */
public sealed interface PasswordChange {
    /**
     * Done. All sessions of the customer have ended, on all devices and at all shops of the group.
     *
     * @param session the cookie to answer with, a new one
     */
    record Changed(SessionToken session) implements PasswordChange {}

    /** Nobody is signed in. */
    record Nobody() implements PasswordChange {}

    /** The present password is another. */
    record WrongPassword() implements PasswordChange {}

    /**
     * The new password cannot be one.
     *
     * @param faults by field: {@code password}
     */
    record Invalid(Map<String, String> faults) implements PasswordChange {
        /** Takes a copy. */
        public Invalid {
            faults = Map.copyOf(faults);
        }
    }

    /**
     * Too many attempts failed for this account, or came from this origin.
     *
     * @param retryAfter until the next is looked at
     */
    record TooMany(Duration retryAfter) implements PasswordChange {}

    /**
     * Too many passwords are being looked at in this container.
     *
     * @param retryAfter before trying again
     */
    record Busy(Duration retryAfter) implements PasswordChange {}
}
