package org.souk.core.internal.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.souk.api.catalog.CatalogId;
import org.souk.api.customer.Customer;
import org.souk.api.customer.CustomerRealm;
import org.souk.api.session.SessionKey;
import org.souk.api.store.CustomerStore;
import org.souk.api.store.StoredCart;

/** Customers of the database in memory. */
public final class MemoryCustomers implements CustomerStore {
    /** Accounts by realm and address. */
    public final Map<String, Account> accounts = new HashMap<>();
    /** Attempts that count, by subject. */
    public final Map<String, Integer> attempts = new HashMap<>();

    private final Map<String, Account> sessions = new HashMap<>();
    private final Map<String, SessionKey> carts = new HashMap<>();
    private final MemoryDatabase database;

    MemoryCustomers(MemoryDatabase database) {
        this.database = database;
    }

    @Override
    public synchronized Optional<Account> find(CustomerRealm realm, String address) {
        database.there();
        return Optional.ofNullable(accounts.get(realm + "|" + address));
    }

    @Override
    public synchronized Optional<Account> signedIn(CatalogId catalog, CustomerRealm realm, SessionKey session) {
        database.there();
        return Optional.ofNullable(sessions.get(catalog + "|" + session)).filter(accounts::containsValue);
    }

    @Override
    public synchronized Optional<SessionKey> cart(
            CatalogId catalog, CustomerRealm realm, SessionKey session, Duration lifetime) {
        database.there();
        Account account = sessions.get(catalog + "|" + session);
        boolean known = accounts.entrySet().stream()
                .anyMatch(entry -> entry.getKey().startsWith(realm + "|")
                        && entry.getValue().equals(account));
        return known ? Optional.ofNullable(carts.get(catalog + "|" + session)) : Optional.empty();
    }

    @Override
    public synchronized SignInOutcome signIn(SignIn signIn, Merge merge) {
        database.there();
        Account account = signIn.account();
        String scope = "cart|" + signIn.catalog() + "|" + signIn.cart() + "|" + signIn.key();
        String known = signIn.key() == null ? null : database.key(scope);
        if (signIn.address() != null && find(signIn.realm(), signIn.address()).isPresent()) {
            return new SignInOutcome.EmailTaken();
        }
        if (known != null && !known.equals(signIn.fingerprint())) {
            return new SignInOutcome.KeyReused();
        }
        if (signIn.repeat() && known == null) {
            return new SignInOutcome.EmailTaken();
        }
        if (signIn.address() != null) {
            account = new Account(
                    new Customer(account.customer().id(), account.customer().email(), Instant.ofEpochSecond(1)),
                    account.hash());
            accounts.put(signIn.realm() + "|" + signIn.address(), account);
        }
        Merged merged = merge(signIn, merge);
        if (signIn.key() != null) {
            database.remember(scope, signIn.fingerprint());
        }
        String fresh = signIn.catalog() + "|" + signIn.fresh();
        sessions.put(fresh, account);
        carts.put(fresh, signIn.cart());
        return new SignInOutcome.SignedIn(account.customer(), merged.left());
    }

    private Merged merge(SignIn signIn, Merge merge) {
        String own = signIn.catalog() + "|" + signIn.cart();
        String before = signIn.catalog() + "|" + signIn.before();
        StoredCart theirs = database.sessions.remove(before);
        if (sessions.remove(before) != null || theirs != null) {
            database.replaced.add(before);
        }
        carts.remove(before);
        if (theirs == null || theirs.lines().isEmpty()) {
            return new Merged(List.of(), null, List.of());
        }
        StoredCart ours = database.sessions.getOrDefault(own, StoredCart.EMPTY);
        Merged merged = MemoryDatabase.twice(guest -> merge.of(guest, ours), theirs);
        database.sessions.put(own, new StoredCart(ours.version() + 1, merged.lines(), merged.couponOrNull()));
        if (!merged.left().isEmpty()) {
            database.replaced.remove(before);
            database.sessions.put(before, new StoredCart(theirs.version() + 1, merged.left(), theirs.couponOrNull()));
        }
        return merged;
    }

    @Override
    public synchronized void signOut(CatalogId catalog, SessionKey session) {
        database.there();
        sessions.remove(catalog + "|" + session);
        carts.remove(catalog + "|" + session);
    }

    @Override
    public synchronized boolean changePassword(
            CatalogId catalog, Account before, String hash, SessionKey ended, SessionKey fresh, Duration lifetime) {
        database.there();
        Account after = new Account(before.customer(), hash);
        SessionKey cart = carts.get(catalog + "|" + ended);
        accounts.replaceAll((address, account) -> account.equals(before) ? after : account);
        sessions.values().removeIf(before::equals);
        carts.keySet().retainAll(sessions.keySet());
        database.replaced.add(catalog + "|" + ended);
        sessions.put(catalog + "|" + fresh, after);
        carts.put(catalog + "|" + fresh, cart);
        return true;
    }

    @Override
    public synchronized Optional<Duration> countAttempt(
            CustomerRealm realm, Map<String, Integer> bounds, Duration window) {
        database.there();
        if (bounds.entrySet().stream()
                .anyMatch(bound -> attempts.getOrDefault(bound.getKey(), 0) >= bound.getValue())) {
            return Optional.of(window);
        }
        bounds.keySet().forEach(subject -> attempts.merge(subject, 1, Integer::sum));
        return Optional.empty();
    }

    @Override
    public synchronized void uncountAttempts(CustomerRealm realm, List<String> subjects) {
        subjects.forEach(subject -> attempts.merge(subject, -1, Integer::sum));
    }

    @Override
    public List<Placed> orders(CatalogId catalog, SessionKey cart, int limit) {
        database.there();
        return List.of();
    }
}
