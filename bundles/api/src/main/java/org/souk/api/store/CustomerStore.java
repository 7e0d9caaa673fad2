package org.souk.api.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.CatalogId;
import org.souk.api.customer.Customer;
import org.souk.api.customer.CustomerId;
import org.souk.api.customer.CustomerRealm;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.money.Money;
import org.souk.api.order.OrderNumber;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionKey;

/**
 * Stores customer accounts and their sessions. All methods throw {@link DatabaseUnavailableException} if the database does not answer in
 * time.
 */
@ProviderType
public interface CustomerStore {
    /** Finds an account by e-mail address, which the caller has normalised, at most 254 characters. */
    Optional<Account> find(CustomerRealm realm, String address);

    /** Returns the account that a session is signed in to; empty if the session ended, or belongs to another catalog or realm. */
    Optional<Account> signedIn(CatalogId catalog, CustomerRealm realm, SessionKey session);

    /**
     * Returns the key under which the customer's cart is stored; the same for all sessions of the customer in the catalog.
     *
     * @param lifetime new lifetime of the session from now, or null to leave it unchanged
     * @return empty if the session ended, or belongs to another catalog or realm
     */
    Optional<SessionKey> cart(CatalogId catalog, CustomerRealm realm, SessionKey session, @Nullable Duration lifetime);

    /**
     * Starts a session of a customer, in one transaction. Locks both carts in the order of their keys, merges the guest's cart into the
     * customer's, and ends the previous session with its idempotency keys. If lines of the guest's cart are left over, they stay in it, and
     * the guest's session continues.
     *
     * @param merge a pure, fast function; called again if the transaction is repeated
     */
    SignInOutcome signIn(SignIn signIn, Merge merge);

    /** Ends a session; no effect if it has already ended. */
    void signOut(CatalogId catalog, SessionKey session);

    /**
     * Changes the password, ends all sessions of the customer and starts a new one.
     *
     * @param before the account with the current hash
     * @param fresh newly generated key of the new session
     * @param ended key of the session in which the password is changed
     * @return false if the hash has changed meanwhile; then nothing is changed
     */
    boolean changePassword(
            CatalogId catalog, Account before, String hash, SessionKey ended, SessionKey fresh, Duration lifetime);

    /**
     * Counts an attempt before its outcome is known, so that concurrent attempts cannot exceed the limits.
     *
     * @param realm where the attempt is made; sign-ins to one realm do not delay those to others
     * @param bounds largest number of attempts by subject: a digest of account or IP address in 64 hexadecimal digits
     * @param window how long attempts count, from the first one
     * @return empty if the attempt is permitted; otherwise how long a limit stays reached, and the attempt is not counted
     */
    Optional<Duration> countAttempt(CustomerRealm realm, Map<String, Integer> bounds, Duration window);

    /** Removes one attempt from the count of each subject, so that it no longer counts towards their limits. */
    void uncountAttempts(CustomerRealm realm, List<String> subjects);

    /** Lists orders that were placed from the cart with that key, newest first. */
    List<Placed> orders(CatalogId catalog, SessionKey cart, int limit);

    /** An account as stored: the customer, and the hash of the password. */
    record Account(Customer customer, String hash) {}

    /**
     * A sign-in or registration.
     *
     * @param address normalised e-mail address of a new customer; null for an existing account
     * @param account the customer, with the hash against which the password was verified
     * @param cart key under which the customer's cart is stored
     * @param before key of the session that ends, or null
     * @param fresh newly generated key of the new session
     * @param lifetime of the new session
     * @param cartLifetime of the customer's cart
     * @param key idempotency key, or null
     * @param fingerprint digest of the request, to detect that a key is reused for another one; at most 64 characters
     * @param repeat whether this must be a repeat: if the key was not used before, the result is {@link SignInOutcome.EmailTaken}
     */
    record SignIn(
            CatalogId catalog,
            CustomerRealm realm,
            @Nullable String address,
            Account account,
            SessionKey cart,
            @Nullable SessionKey before,
            SessionKey fresh,
            Duration lifetime,
            Duration cartLifetime,
            @Nullable IdempotencyKey key,
            String fingerprint,
            boolean repeat) {}

    /** Merges two carts. */
    @FunctionalInterface
    interface Merge {
        /** Returns the customer's cart after the merge, and the guest's lines that did not fit. */
        Merged of(StoredCart guest, StoredCart own);
    }

    /** A merged cart, its coupon (null for none), and the guest's lines that did not fit. */
    record Merged(List<StoredLine> lines, @Nullable StoredCoupon couponOrNull, List<StoredLine> left) {
        public Merged {
            lines = List.copyOf(lines);
            left = List.copyOf(left);
        }
    }

    /** The result of {@link #signIn}. */
    sealed interface SignInOutcome {
        /** The session was started. */
        record SignedIn(Customer customer, List<StoredLine> left) implements SignInOutcome {
            public SignedIn {
                left = List.copyOf(left);
            }
        }

        /** Registration: the e-mail address already has an account. */
        record EmailTaken() implements SignInOutcome {}

        /** Another request has changed the password since it was verified. */
        record PasswordChanged() implements SignInOutcome {}

        /** The idempotency key was used before for another request. */
        record KeyReused() implements SignInOutcome {}
    }

    /** An order in the customer's order history; the status is the name of an {@link org.souk.api.order.OrderStatus}. */
    record Placed(OrderNumber number, String status, Money total, Instant placedAt) {}

    /** Creates a new account that is not stored yet; the database sets the time of registration. */
    static Account newcomer(CustomerId id, String email, String hash) {
        return new Account(new Customer(id, email, Instant.EPOCH), hash);
    }
}
