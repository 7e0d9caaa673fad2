package org.souk.api.customer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.souk.api.session.SessionToken;

/** What came of a registration or a sign-in. */
public sealed interface SignInResult {
    /**
     * The customer is in. What the guest had in the cart is in the customer's now, and the guest's session has ended; but if something is
     * left, that stays in it, so that whoever never reads this finds it there, and is told once more at the next sign-in.
     *
     * @param session the cookie to answer with; a new one each time
     * @param left what the customer's cart could not take, empty as a rule
     */
    record SignedIn(Customer customer, SessionToken session, List<LeftBehind> left) implements SignInResult {
        /** Takes a copy. */
        public SignedIn {
            left = List.copyOf(left);
        }
    }

    /** Registration: the address has an account already. */
    record EmailTaken() implements SignInResult {}

    /** Sign-in: there is no such account, or the password is another; which of the two is not told. */
    record WrongCredentials() implements SignInResult {}

    /**
     * Registration: the address or the password cannot be one.
     *
     * @param faults by field: {@code email}, {@code password}; for programs, in English
     */
    record Invalid(Map<String, String> faults) implements SignInResult {
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
    record TooMany(Duration retryAfter) implements SignInResult {}

    /**
     * Too many passwords are being looked at in this container.
     *
     * @param retryAfter before trying again
     */
    record Busy(Duration retryAfter) implements SignInResult {}

    /** The key came before with another request. */
    record KeyReused() implements SignInResult {}
}
