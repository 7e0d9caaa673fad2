package org.souk.api.customer;

import java.time.Duration;
import java.util.Map;
import org.souk.api.session.SessionToken;

/** The result of changing a password. */
public sealed interface PasswordChange {
    /**
     * The password was changed. All other sessions of the customer have ended, on all devices and in all shops of the group; this new
     * session is for the cookie of the response.
     */
    record Changed(SessionToken session) implements PasswordChange {}

    /** Nobody is signed in. */
    record Nobody() implements PasswordChange {}

    /** The current password is wrong. */
    record WrongPassword() implements PasswordChange {}

    /** The new password is not acceptable. The map has an English message for {@code password}. */
    record Invalid(Map<String, String> faults) implements PasswordChange {
        public Invalid {
            faults = Map.copyOf(faults);
        }
    }

    /** Too many attempts failed for this account or came from this IP address. Wait that long before the next attempt. */
    record TooMany(Duration retryAfter) implements PasswordChange {}

    /** This container is hashing as many passwords as it may. Wait that long before the next attempt. */
    record Busy(Duration retryAfter) implements PasswordChange {}
}
