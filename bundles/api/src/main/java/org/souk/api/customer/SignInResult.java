package org.souk.api.customer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.souk.api.session.SessionToken;

/** The result of a registration or a sign-in. */
public sealed interface SignInResult {
    /**
     * The customer is signed in, and the guest's cart was merged into the customer's. The guest's session has ended, unless some lines did
     * not fit: these stay in it, so that a client that misses this response gets them again at the next sign-in.
     *
     * @param session the new session, for the cookie of the response
     * @param left lines that did not fit into the customer's cart; usually empty
     */
    record SignedIn(Customer customer, SessionToken session, List<LeftBehind> left) implements SignInResult {
        public SignedIn {
            left = List.copyOf(left);
        }
    }

    /** Registration: the e-mail address already has an account. */
    record EmailTaken() implements SignInResult {}

    /**
     * Sign-in: there is no such account, or the password is wrong. The result does not tell which, so that nobody can find out who has an
     * account.
     */
    record WrongCredentials() implements SignInResult {}

    /**
     * Registration: the e-mail address or the password is not acceptable. The map has English messages by field, {@code email} or {@code
     * password}.
     */
    record Invalid(Map<String, String> faults) implements SignInResult {
        public Invalid {
            faults = Map.copyOf(faults);
        }
    }

    /** Too many attempts failed for this account or came from this IP address. Wait that long before the next attempt. */
    record TooMany(Duration retryAfter) implements SignInResult {}

    /** This container is hashing as many passwords as it may. Wait that long before the next attempt. */
    record Busy(Duration retryAfter) implements SignInResult {}

    /** The idempotency key was used before for another request. */
    record KeyReused() implements SignInResult {}
}
