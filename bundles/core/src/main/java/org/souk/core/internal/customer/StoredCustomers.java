package org.souk.core.internal.customer;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.customer.Credentials;
import org.souk.api.customer.Customer;
import org.souk.api.customer.CustomerId;
import org.souk.api.customer.CustomerRealm;
import org.souk.api.customer.Customers;
import org.souk.api.customer.OwnOrder;
import org.souk.api.customer.PasswordChange;
import org.souk.api.customer.SignInResult;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionToken;
import org.souk.api.store.CustomerStore;
import org.souk.api.store.CustomerStore.Account;
import org.souk.common.text.TextNormalizer;
import org.souk.core.internal.customer.SignInThrottle.Attempt;
import org.souk.core.internal.node.ThisNode;
import org.souk.core.internal.order.EmailAddress;
import org.souk.core.internal.order.OrderTokens;
import org.souk.core.internal.store.StoreRegistry;

/** Keeps customer accounts in the shared database. Verifies passwords outside of transactions, because that is slow. */
@Component
public final class StoredCustomers implements Customers {
    private static final Duration BUSY = Duration.ofSeconds(2);

    private final StoreRegistry stores;
    private final ConfiguredRealms realms;
    private final PasswordHasher hasher;
    private final SignInThrottle throttle;
    private final ThisNode node;
    private final SignIns signIns;
    private final SecureRandom random = new SecureRandom();

    @Activate
    public StoredCustomers(
            @Reference StoreRegistry stores,
            @Reference ConfiguredRealms realms,
            @Reference PasswordHasher hasher,
            @Reference SignInThrottle throttle,
            @Reference ThisNode node) {
        this.stores = stores;
        this.realms = realms;
        this.hasher = hasher;
        this.throttle = throttle;
        this.node = node;
        this.signIns = new SignIns(stores, realms, random);
    }

    @Override
    public SignInResult register(
            LiveCatalog shop,
            @Nullable SessionToken session,
            Credentials credentials,
            String origin,
            @Nullable IdempotencyKey key) {
        Map<String, String> faults = new HashMap<>(fault(credentials.password()));
        String email = TextNormalizer.clean(credentials.email());
        if (!EmailAddress.isOne(email)) {
            faults.put("email", "This is no e-mail address.");
        }
        if (!faults.isEmpty()) {
            return new SignInResult.Invalid(faults);
        }
        CustomerRealm realm = realms.of(shop.catalog());
        Attempt attempt = throttle.countRegistration(realm, origin);
        if (attempt.refused().isPresent()) {
            return new SignInResult.TooMany(attempt.refused().get());
        }
        if (stores.customers().find(realm, SignIns.address(email)).isPresent()) {
            return existing(shop, session, credentials, key);
        }
        Optional<String> hash = hasher.hash(credentials.password());
        if (hash.isEmpty()) {
            throttle.notVerified(attempt);
            return new SignInResult.Busy(BUSY);
        }
        Account account = CustomerStore.newcomer(CustomerId.random(), email, hash.get());
        SignInResult result = signIns.register(shop, session, account, key);
        return result instanceof SignInResult.EmailTaken ? existing(shop, session, credentials, key) : result;
    }

    /**
     * Answers a registration whose e-mail address already has an account. If an earlier request with the same key created the account and
     * the password is correct, signs the customer in.
     */
    private SignInResult existing(
            LiveCatalog shop, @Nullable SessionToken session, Credentials credentials, @Nullable IdempotencyKey key) {
        if (key == null) {
            return new SignInResult.EmailTaken();
        }
        CustomerRealm realm = realms.of(shop.catalog());
        String address = SignIns.address(credentials.email());
        return authenticate(
                realm,
                address,
                credentials.password(),
                throttle.countRepeat(realm, address),
                new SignInResult.EmailTaken(),
                account -> signIns.registerAgain(shop, session, account, key));
    }

    @Override
    public SignInResult signIn(
            LiveCatalog shop,
            @Nullable SessionToken session,
            Credentials credentials,
            String origin,
            @Nullable IdempotencyKey key) {
        String address = SignIns.address(credentials.email());
        if (!EmailAddress.isOne(address) || credentials.password().length() > Credentials.MAX_PASSWORD) {
            // registration refuses such addresses and passwords, so no account can match
            return new SignInResult.WrongCredentials();
        }
        CustomerRealm realm = realms.of(shop.catalog());
        return authenticate(
                realm,
                address,
                credentials.password(),
                throttle.countSignIn(realm, address, origin),
                new SignInResult.WrongCredentials(),
                account -> signIns.signIn(shop, session, account, key));
    }

    private SignInResult authenticate(
            CustomerRealm realm,
            String address,
            String password,
            Attempt attempt,
            SignInResult wrong,
            Function<Account, SignInResult> correct) {
        if (attempt.refused().isPresent()) {
            return new SignInResult.TooMany(attempt.refused().get());
        }
        Account account = stores.customers().find(realm, address).orElse(null);
        Optional<Boolean> matches = verify(password, account, attempt);
        if (matches.isEmpty()) {
            return new SignInResult.Busy(BUSY);
        }
        return account == null || !matches.get() ? wrong : correct.apply(account);
    }

    /**
     * Returns whether the password is correct, so that the attempt no longer counts for the account. Empty, and not counted, if too many
     * calls wait.
     */
    private Optional<Boolean> verify(String password, @Nullable Account account, Attempt attempt) {
        Optional<Boolean> matches = hasher.matches(password, account == null ? null : account.hash());
        if (matches.isEmpty()) {
            throttle.notVerified(attempt);
        } else if (matches.get()) {
            throttle.succeeded(attempt);
        }
        return matches;
    }

    @Override
    public SessionToken signOut(LiveCatalog shop, SessionToken session) {
        if (!session.isCustomers()) {
            return session;
        }
        stores.customers().signOut(shop.catalog().id(), session.key());
        return SessionToken.random(random);
    }

    @Override
    public Optional<Customer> current(LiveCatalog shop, @Nullable SessionToken session) {
        return account(shop, session).map(Account::customer);
    }

    private Optional<Account> account(LiveCatalog shop, @Nullable SessionToken session) {
        return session == null || !session.isCustomers()
                ? Optional.empty()
                : stores.customers().signedIn(shop.catalog().id(), realms.of(shop.catalog()), session.key());
    }

    @Override
    public PasswordChange changePassword(
            LiveCatalog shop, @Nullable SessionToken session, String present, String wanted, String origin) {
        Optional<Account> account = account(shop, session);
        if (session == null || account.isEmpty()) {
            return new PasswordChange.Nobody();
        }
        Map<String, String> faults = fault(wanted);
        if (!faults.isEmpty()) {
            return new PasswordChange.Invalid(faults);
        }
        String address = SignIns.address(account.get().customer().email());
        Attempt attempt = throttle.countSignIn(realms.of(shop.catalog()), address, origin);
        if (attempt.refused().isPresent()) {
            return new PasswordChange.TooMany(attempt.refused().get());
        }
        boolean possible = present.length() <= Credentials.MAX_PASSWORD;
        Optional<Boolean> matches = verify(possible ? present : "", account.get(), attempt);
        if (matches.isEmpty()) {
            return new PasswordChange.Busy(BUSY);
        }
        if (!matches.get()) {
            return new PasswordChange.WrongPassword();
        }
        Optional<String> hash = hasher.hash(wanted);
        if (hash.isEmpty()) {
            return new PasswordChange.Busy(BUSY);
        }
        SessionToken fresh = SessionToken.ofCustomer(random);
        Duration lifetime = shop.catalog().settings().sessionLifetime();
        boolean done = stores.customers()
                .changePassword(shop.catalog().id(), account.get(), hash.get(), session.key(), fresh.key(), lifetime);
        return done ? new PasswordChange.Changed(fresh) : new PasswordChange.WrongPassword();
    }

    @Override
    public List<OwnOrder> orders(LiveCatalog shop, @Nullable SessionToken session, int limit) {
        Optional<Customer> customer = current(shop, session);
        if (customer.isEmpty()) {
            return List.of();
        }
        CatalogId catalog = shop.catalog().id();
        OrderTokens tokens = new OrderTokens(node.secretNow(ThisNode.ORDER_TOKEN));
        return stores
                .customers()
                .orders(catalog, SignIns.cart(catalog, customer.get().id()), StoreRegistry.limit(limit))
                .stream()
                .map(order -> new OwnOrder(
                        order.number(),
                        tokens.token(catalog, order.number()),
                        order.status(),
                        order.total(),
                        order.placedAt()))
                .toList();
    }

    private static Map<String, String> fault(String password) {
        int characters = password.codePointCount(0, password.length());
        return characters < Credentials.MIN_PASSWORD || password.length() > Credentials.MAX_PASSWORD
                ? Map.of(
                        "password",
                        "A password has " + Credentials.MIN_PASSWORD + " to " + Credentials.MAX_PASSWORD
                                + " characters.")
                : Map.of();
    }
}
