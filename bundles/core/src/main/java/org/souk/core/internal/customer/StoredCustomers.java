package org.souk.core.internal.customer;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.souk.core.internal.customer.SignInThrottle.Attempt;
import org.souk.core.internal.node.ThisNode;
import org.souk.core.internal.order.EmailAddress;
import org.souk.core.internal.order.OrderTokens;
import org.souk.core.internal.store.StoreRegistry;

/** Customers in the shared database. Passwords are looked at between its transactions, never inside one. */
@Component
public final class StoredCustomers implements Customers {
    private static final Duration BUSY = Duration.ofSeconds(2);

    private final StoreRegistry ports;
    private final Realms realms;
    private final Passwords passwords;
    private final SignInThrottle attempts;
    private final ThisNode node;
    private final SignIns entrances;
    private final SecureRandom random = new SecureRandom();

    /** Over the ports. */
    @Activate
    public StoredCustomers(
            @Reference StoreRegistry ports,
            @Reference Realms realms,
            @Reference Passwords passwords,
            @Reference SignInThrottle attempts,
            @Reference ThisNode node) {
        this.ports = ports;
        this.realms = realms;
        this.passwords = passwords;
        this.attempts = attempts;
        this.node = node;
        this.entrances = new SignIns(ports, realms, random);
    }

    @Override
    public SignInResult register(
            LiveCatalog shop,
            @Nullable SessionToken session,
            Credentials credentials,
            String origin,
            @Nullable IdempotencyKey key) {
        Map<String, String> faults = new HashMap<>(fault(credentials.password()));
        String email = credentials.email().strip();
        if (!EmailAddress.isOne(email)) {
            faults.put("email", "This is no e-mail address.");
        }
        if (!faults.isEmpty()) {
            return new SignInResult.Invalid(faults);
        }
        CustomerRealm realm = realms.of(shop.catalog());
        Attempt attempt = attempts.registration(origin);
        if (attempt.refused().isPresent()) {
            return new SignInResult.TooMany(attempt.refused().get());
        }
        if (ports.customers().find(realm, SignIns.address(email)).isPresent()) {
            return taken(shop, session, credentials, key);
        }
        Optional<String> hash = passwords.hash(credentials.password());
        if (hash.isEmpty()) {
            attempts.unseen(attempt);
            return new SignInResult.Busy(BUSY);
        }
        Account account = CustomerStore.newcomer(CustomerId.random(), email, hash.get());
        SignInResult entry = entrances.register(shop, session, account, key);
        return entry instanceof SignInResult.EmailTaken ? taken(shop, session, credentials, key) : entry;
    }

    /** The address has an account: made by this very request, if its key says so and the password is right. */
    private SignInResult taken(
            LiveCatalog shop, @Nullable SessionToken session, Credentials credentials, @Nullable IdempotencyKey key) {
        if (key == null) {
            return new SignInResult.EmailTaken();
        }
        String address = SignIns.address(credentials.email());
        Attempt attempt = attempts.guessAgain(realms.of(shop.catalog()), address);
        if (attempt.refused().isPresent()) {
            return new SignInResult.TooMany(attempt.refused().get());
        }
        Account account =
                ports.customers().find(realms.of(shop.catalog()), address).orElse(null);
        Optional<Boolean> fits = passwords.fits(credentials.password(), account == null ? null : account.hash());
        if (fits.isEmpty()) {
            attempts.unseen(attempt);
            return new SignInResult.Busy(BUSY);
        }
        if (account == null || !fits.get()) {
            return new SignInResult.EmailTaken();
        }
        attempts.right(attempt);
        return entrances.registerAgain(shop, session, account, key);
    }

    @Override
    public SignInResult signIn(
            LiveCatalog shop,
            @Nullable SessionToken session,
            Credentials credentials,
            String origin,
            @Nullable IdempotencyKey key) {
        String address = SignIns.address(credentials.email());
        if (!EmailAddress.isOne(address) || credentials.password().length() > Credentials.MOST_PASSWORD) {
            // nobody can have registered with that
            return new SignInResult.WrongCredentials();
        }
        CustomerRealm realm = realms.of(shop.catalog());
        Attempt attempt = attempts.guess(realm, address, origin);
        if (attempt.refused().isPresent()) {
            return new SignInResult.TooMany(attempt.refused().get());
        }
        Account account = ports.customers().find(realm, address).orElse(null);
        Optional<Boolean> fits = passwords.fits(credentials.password(), account == null ? null : account.hash());
        if (fits.isEmpty()) {
            attempts.unseen(attempt);
            return new SignInResult.Busy(BUSY);
        }
        if (account == null || !fits.get()) {
            return new SignInResult.WrongCredentials();
        }
        attempts.right(attempt);
        return entrances.signIn(shop, session, account, key);
    }

    @Override
    public SessionToken signOut(LiveCatalog shop, SessionToken session) {
        if (!session.isCustomers()) {
            return session;
        }
        ports.customers().signOut(shop.catalog().id(), session.key());
        return SessionToken.random(random);
    }

    @Override
    public Optional<Customer> current(LiveCatalog shop, @Nullable SessionToken session) {
        return account(shop, session).map(Account::customer);
    }

    private Optional<Account> account(LiveCatalog shop, @Nullable SessionToken session) {
        return session == null || !session.isCustomers()
                ? Optional.empty()
                : ports.customers().signedIn(shop.catalog().id(), realms.of(shop.catalog()), session.key());
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
        Attempt attempt = attempts.guess(realms.of(shop.catalog()), address, origin);
        if (attempt.refused().isPresent()) {
            return new PasswordChange.TooMany(attempt.refused().get());
        }
        boolean possible = present.length() <= Credentials.MOST_PASSWORD;
        Optional<Boolean> fits =
                passwords.fits(possible ? present : "", account.get().hash());
        if (fits.isEmpty()) {
            attempts.unseen(attempt);
            return new PasswordChange.Busy(BUSY);
        }
        if (!fits.get()) {
            return new PasswordChange.WrongPassword();
        }
        attempts.right(attempt);
        Optional<String> hash = passwords.hash(wanted);
        if (hash.isEmpty()) {
            return new PasswordChange.Busy(BUSY);
        }
        SessionToken fresh = SessionToken.ofCustomer(random);
        Duration lifetime = shop.catalog().settings().sessionLifetime();
        boolean done = ports.customers()
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
        return ports
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
        return characters < Credentials.LEAST_PASSWORD || password.length() > Credentials.MOST_PASSWORD
                ? Map.of(
                        "password",
                        "A password has " + Credentials.LEAST_PASSWORD + " to " + Credentials.MOST_PASSWORD
                                + " characters.")
                : Map.of();
    }
}
