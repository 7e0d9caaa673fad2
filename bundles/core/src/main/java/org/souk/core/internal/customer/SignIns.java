package org.souk.core.internal.customer;

import java.security.SecureRandom;
import java.util.Locale;
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
import org.souk.api.store.CustomerStore.SignInOutcome;
import org.souk.api.store.CustomerStore.SignIn;
import org.souk.core.internal.Fingerprint;
import org.souk.core.internal.store.KeptCart;
import org.souk.core.internal.store.StoreRegistry;

/** How customers come in whose password was found to be right: a session under a new secret, and one cart out of two. */
final class SignIns {
    private static final String REGISTER = "register";
    private static final String SIGN_IN = "sign in";

    private final StoreRegistry ports;
    private final Realms realms;
    private final SecureRandom random;

    SignIns(StoreRegistry ports, Realms realms, SecureRandom random) {
        this.ports = ports;
        this.realms = realms;
        this.random = random;
    }

    /** A new customer. */
    SignInResult register(
            LiveCatalog shop, @Nullable SessionToken session, Account account, @Nullable IdempotencyKey key) {
        return enter(shop, session, account, address(account.customer().email()), false, key, REGISTER);
    }

    /** One whom the same request made before; the address is taken if it did not. */
    SignInResult registerAgain(LiveCatalog shop, @Nullable SessionToken session, Account account, IdempotencyKey key) {
        return enter(shop, session, account, null, true, key, REGISTER);
    }

    /** One who has an account. */
    SignInResult signIn(
            LiveCatalog shop, @Nullable SessionToken session, Account account, @Nullable IdempotencyKey key) {
        return enter(shop, session, account, null, false, key, SIGN_IN);
    }

    private SignInResult enter(
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
                KeptCart.CUSTOMERS,
                key,
                Fingerprint.of(command, address(account.customer().email())),
                repeat);
        return entry(ports.customers().signIn(signIn, CartMerge::of), fresh);
    }

    private static SignInResult entry(SignInOutcome outcome, SessionToken fresh) {
        if (outcome instanceof SignInOutcome.SignedIn entered) {
            return new SignInResult.SignedIn(
                    entered.customer(),
                    fresh,
                    entered.left().stream()
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

    /** The key that a customer's cart is kept under. It is the hash of no token, so no cookie opens it. */
    static SessionKey cart(CatalogId catalog, CustomerId customer) {
        return new SessionKey(Fingerprint.of("cart of a customer", catalog.value(), customer.value()));
    }

    /** The one form that an address is compared in. */
    static String address(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
