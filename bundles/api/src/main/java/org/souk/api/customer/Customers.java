package org.souk.api.customer;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionToken;

/**
 * Registers customers, signs them in and out, and shows their orders. All methods throw {@link
 * org.souk.api.database.DatabaseUnavailableException} if the database is unavailable, within 3 s plus the time for hashing a password. The
 * origin, from which attempts are limited, is the client's IP address ({@code 192.0.2.7}), empty if unknown. The idempotency key may be
 * null.
 */
@ProviderType
public interface Customers {
    /**
     * Creates an account and signs the customer in. Ends the guest's session, if any. A repeat of a successful registration signs the
     * customer in.
     */
    SignInResult register(
            LiveCatalog shop,
            @Nullable SessionToken session,
            Credentials credentials,
            String origin,
            @Nullable IdempotencyKey key);

    /**
     * Signs a customer in: in one transaction, starts a new session, ends the earlier one, if any, and merges a guest's cart into the
     * customer's cart, which outlives sessions.
     */
    SignInResult signIn(
            LiveCatalog shop,
            @Nullable SessionToken session,
            Credentials credentials,
            String origin,
            @Nullable IdempotencyKey key);

    /** Signs a customer out: ends the session and returns a new guest's session for the cookie. Returns a guest's session unchanged. */
    SessionToken signOut(LiveCatalog shop, SessionToken session);

    /** Returns the customer who is signed in; empty for a guest. Accesses the database only if the token is a customer's. */
    Optional<Customer> current(LiveCatalog shop, @Nullable SessionToken session);

    /** Changes the password from {@code present} to {@code wanted}, ends all sessions of the customer and starts a new one. */
    PasswordChange changePassword(
            LiveCatalog shop, @Nullable SessionToken session, String present, String wanted, String origin);

    /**
     * Lists orders that the customer placed in this shop while signed in, newest first; empty if nobody is signed in. The limit is 1 to
     * 10,000.
     */
    List<OwnOrder> orders(LiveCatalog shop, @Nullable SessionToken session, int limit);
}
