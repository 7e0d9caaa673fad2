package org.souk.api.customer;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionToken;

/**
 * Accounts of a shop's customers. Each method throws {@link org.souk.api.database.DatabaseUnavailableException} while the database is away,
 * within 3 s beside the time that a password takes.
 */
@ProviderType
public interface Customers {
    /**
     * Makes an account and signs in.
     *
     * @param session the guest's, which ends, or null
     * @param origin address that the request came from, as {@code 192.0.2.7}; empty if it is not known
     * @param key the request's, or null; under the same key a registration that was done is a sign-in
     */
    SignInResult register(
            LiveCatalog shop,
            @Nullable SessionToken session,
            Credentials credentials,
            String origin,
            @Nullable IdempotencyKey key);

    /**
     * Signs in: a new session carries the customer, the one before ends, and its cart is merged into the customer's, once, in one
     * transaction. The customer's cart lives beyond sessions.
     *
     * @param session the one before, a guest's or a customer's, or null
     * @param origin address that the request came from; empty if it is not known
     * @param key the request's, or null
     */
    SignInResult signIn(
            LiveCatalog shop,
            @Nullable SessionToken session,
            Credentials credentials,
            String origin,
            @Nullable IdempotencyKey key);

    /**
     * Ends the session.
     *
     * @return the cookie to answer with: that of a guest who has nothing, or the same if it is a guest's already
     */
    SessionToken signOut(LiveCatalog shop, SessionToken session);

    /** Who is signed in; asks the database only if the session may be a customer's. */
    Optional<Customer> current(LiveCatalog shop, @Nullable SessionToken session);

    /**
     * Sets another password, and ends all sessions of the customer but a new one.
     *
     * @param present the password until now
     * @param origin address that the request came from; empty if it is not known
     */
    PasswordChange changePassword(
            LiveCatalog shop, @Nullable SessionToken session, String present, String wanted, String origin);

    /**
     * Orders that the customer placed in this shop while signed in, newest first; none if nobody is signed in.
     *
     * @param limit 1 to 10,000
     */
    List<OwnOrder> orders(LiveCatalog shop, @Nullable SessionToken session, int limit);
}
