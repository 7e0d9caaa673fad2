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

/** Customers and their sessions in the database. Every method throws {@link DatabaseUnavailableException} within its deadline. */
@ProviderType
public interface CustomerStore {
    /**
     * The account of an address.
     *
     * @param address in the one form that it is compared in, at most 254 characters
     */
    Optional<Account> find(CustomerRealm realm, String address);

    /** Whose session it is; empty if it ended, or is another catalog's, or the customer is of another realm. */
    Optional<Account> signedIn(CatalogId catalog, CustomerRealm realm, SessionKey session);

    /**
     * Under which key the cart of a customer's session is kept; the same for all sessions of the customer in that catalog.
     *
     * @param lifetime how long the session is to live from now, or null to leave that as it is
     * @return empty if the session ended or is another catalog's, or the customer is of another realm
     */
    Optional<SessionKey> cart(CatalogId catalog, CustomerRealm realm, SessionKey session, @Nullable Duration lifetime);

    /**
     * Starts a session of a customer, in one transaction: both carts locked in the order of their keys, the guest's merged into the
     * customer's, the guest's session ended with what it remembers of keys, an earlier session of a customer ended. What is left of the
     * guest's cart stays in it, and its session goes on.
     *
     * @param merge the rule; pure, quick, and called again when the transaction is retried
     */
    SignInOutcome signIn(SignIn signIn, Merge merge);

    /** Ends a session; nothing happens if it is over. */
    void signOut(CatalogId catalog, SessionKey session);

    /**
     * Sets another password and ends all sessions of the customer but a new one.
     *
     * @param before the hash until now; nothing is done if it is another by now
     * @param fresh the new session
     * @param ended the one from which it is done
     * @return whether it was done
     */
    boolean changePassword(
            CatalogId catalog, Account before, String hash, SessionKey ended, SessionKey fresh, Duration lifetime);

    /**
     * Counts an attempt, before it is known how it ends.
     *
     * @param bounds most attempts by subject: 64 hexadecimal digits
     * @param window how long attempts count, from the first
     * @return how long none is left for one of the subjects; then none is counted
     */
    Optional<Duration> countAttempt(Map<String, Integer> bounds, Duration window);

    /** Takes back one attempt for each of these subjects: it was none of those that are bounded there. */
    void uncountAttempts(List<String> subjects);

    /** Orders whose cart was kept under that key, newest first. */
    List<Placed> orders(CatalogId catalog, SessionKey cart, int limit);

    /**
     * An account.
     *
     * @param hash of the password
     */
    record Account(Customer customer, String hash) {}

    /**
     * Who comes in.
     *
     * @param address of a new customer in the form that it is compared in; null for one who has an account
     * @param account of the customer; the hash is the one that was found to be right
     * @param cart key that the customer's cart is kept under
     * @param before session that ends, or null
     * @param fresh key of the new one, just made
     * @param lifetime of the session from now
     * @param cartLifetime of the customer's cart from now
     * @param key the request's, or null
     * @param fingerprint digest of the request, compared when the key comes again; at most 64 characters
     * @param repeat whether it is {@link SignInOutcome.EmailTaken} unless the key came before with the same fingerprint
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

    /** What becomes of two carts. */
    @FunctionalInterface
    interface Merge {
        /** The customer's lines after it, and what of the guest's they could not take. */
        Merged of(StoredCart guest, StoredCart own);
    }

    /**
     * The cart that is stored.
     *
     * @param couponOrNull its coupon, or null
     * @param left lines that it could not take
     */
    record Merged(List<StoredLine> lines, @Nullable StoredCoupon couponOrNull, List<StoredLine> left) {
        /** Takes copies. */
        public Merged {
            lines = List.copyOf(lines);
            left = List.copyOf(left);
        }
    }

    /** What came of it. */
    sealed interface SignInOutcome {
        /** The session was started. */
        record SignedIn(Customer customer, List<StoredLine> left) implements SignInOutcome {
            /** Takes a copy. */
            public SignedIn {
                left = List.copyOf(left);
            }
        }

        /** A new customer's address has an account already. */
        record EmailTaken() implements SignInOutcome {}

        /** The password is another by now. */
        record PasswordChanged() implements SignInOutcome {}

        /** The key came before with another fingerprint. */
        record KeyReused() implements SignInOutcome {}
    }

    /** An order as a list of them needs it; {@code status} by its name. */
    record Placed(OrderNumber number, String status, Money total, Instant placedAt) {}

    /** A customer who is not there yet; the database tells the time. */
    static Account newcomer(CustomerId id, String email, String hash) {
        return new Account(new Customer(id, email, Instant.EPOCH), hash);
    }
}
