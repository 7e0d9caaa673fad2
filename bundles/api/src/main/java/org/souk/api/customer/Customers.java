package org.souk.api.customer;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionToken;

/**
 * Customer accounts. All methods throw {@link org.souk.api.database.DatabaseUnavailableException} if the database is unavailable, within 3 s plus the
 * time for hashing a password. The origin is the IP address of the client ({@code 192.0.2.7}), empty if unknown; the idempotency key may be null.
 */
@ProviderType
public interface Customers {
    /**
     * Creates an account and signs the customer in. The guest's session, if any, ends. A repeat of a successful registration signs the customer in.
     */
    SignInResult register(
            LiveCatalog shop,
            @Nullable SessionToken session,
            Credentials credentials,
            String origin,
            @Nullable IdempotencyKey key);

    /**
     * Signs a customer in: starts a new session, ends the old one (a guest's or a customer's, if any), and merges its cart into the customer's, which
     * outlives sessions; all in one transaction.
     */
    SignInResult signIn(
            LiveCatalog shop,
            @Nullable SessionToken session,
            Credentials credentials,
            String origin,
            @Nullable IdempotencyKey key);

    /** Ends a session and returns a new guest session for the cookie; returns the same session if it is already a guest's. */
    SessionToken signOut(LiveCatalog shop, SessionToken session);

    /** The customer who is signed in; empty for a guest. Accesses the database only if the token is a customer's. */
    Optional<Customer> current(LiveCatalog shop, @Nullable SessionToken session);

    /** Changes the password from {@code present} to {@code wanted} and ends all sessions of the customer; a new one is started. */
    PasswordChange changePassword(
            LiveCatalog shop, @Nullable SessionToken session, String present, String wanted, String origin);

    /** Orders that the customer placed in this shop while signed in, newest first; empty if nobody is signed in. The limit is 1 to 10,000. */
    List<OwnOrder> orders(LiveCatalog shop, @Nullable SessionToken session, int limit);
}
