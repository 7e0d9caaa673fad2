package org.souk.core.internal.customer;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.customer.CustomerId;
import org.souk.api.customer.LeftBehind;
import org.souk.api.customer.SignInResult;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionKey;
import org.souk.api.session.SessionToken;
import org.souk.api.store.CustomerStore.Account;
import org.souk.api.store.CustomerStore.SignIn;
import org.souk.api.store.CustomerStore.SignInOutcome;
import org.souk.core.internal.Fingerprint;
import org.souk.core.internal.order.EmailAddress;
import org.souk.core.internal.store.CartLocation;
import org.souk.core.internal.store.StoreRegistry;

/**
 * Starts sessions for customers who have just registered or whose password has been verified, and merges the cart that they filled as
 * guests into their own, all in one transaction.
 */
final class SignIns {
    private static final String REGISTER = "register";

    private final StoreRegistry stores;
    private final ConfiguredRealms realms;
    private final SecureRandom random;

    SignIns(StoreRegistry stores, ConfiguredRealms realms, SecureRandom random) {
        this.stores = stores;
        this.realms = realms;
        this.random = random;
    }

    /** Creates the account of a new customer and signs the customer in; {@link SignInResult.EmailTaken} if the address has one. */
    SignInResult register(
            LiveCatalog shop, @Nullable SessionToken session, Account account, @Nullable IdempotencyKey key) {
        return start(shop, session, account, address(account.customer().email()), false, key, REGISTER);
    }

    /** Signs in a customer whose account was created by an earlier request with this key; {@link SignInResult.EmailTaken} if it was not. */
    SignInResult registerAgain(LiveCatalog shop, @Nullable SessionToken session, Account account, IdempotencyKey key) {
        return start(shop, session, account, null, true, key, REGISTER);
    }

    SignInResult signIn(
            LiveCatalog shop, @Nullable SessionToken session, Account account, @Nullable IdempotencyKey key) {
        return start(shop, session, account, null, false, key, "sign in");
    }

    private SignInResult start(
            LiveCatalog shop,
            @Nullable SessionToken session,
            Account account,
            @Nullable String newAddress,
            boolean repeat,
            @Nullable IdempotencyKey key,
            String command) {
        CatalogId catalog = shop.catalog().id();
        SessionToken fresh = SessionToken.ofCustomer(random);
        SignIn signIn = new SignIn(
                catalog,
                realms.of(shop.catalog()),
                newAddress,
                account,
                cart(catalog, account.customer().id()),
                session == null ? null : session.key(),
                fresh.key(),
                shop.catalog().settings().sessionLifetime(),
                CartLocation.CUSTOMER_LIFETIME,
                key,
                Fingerprint.of(command, address(account.customer().email())),
                repeat);
        return result(stores.customers().signIn(signIn, CartMerge::of), fresh);
    }

    private static SignInResult result(SignInOutcome outcome, SessionToken fresh) {
        if (outcome instanceof SignInOutcome.SignedIn signedIn) {
            return new SignInResult.SignedIn(
                    signedIn.customer(),
                    fresh,
                    signedIn.left().stream()
                            .map(line -> new LeftBehind(line.sku(), line.title(), line.quantity()))
                            .toList());
        }
        if (outcome instanceof SignInOutcome.EmailTaken) {
            return new SignInResult.EmailTaken();
        }
        return outcome instanceof SignInOutcome.KeyReused
                ? new SignInResult.KeyReused()
                : new SignInResult.WrongCredentials();
    }

    /**
     * Returns the session key under which a customer's cart is stored. The key is not the hash of any token, so no cookie gives access to
     * the cart directly.
     */
    static SessionKey cart(CatalogId catalog, CustomerId customer) {
        return new SessionKey(Fingerprint.of("cart of a customer", catalog.value(), customer.value()));
    }

    /** Normalises an e-mail address for comparison. */
    static String address(String email) {
        return EmailAddress.comparable(email);
    }
}
