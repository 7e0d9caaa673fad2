package org.souk.storefront.internal.testing;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.customer.Credentials;
import org.souk.api.customer.Customer;
import org.souk.api.customer.CustomerId;
import org.souk.api.customer.Customers;
import org.souk.api.customer.OwnOrder;
import org.souk.api.customer.PasswordChange;
import org.souk.api.customer.SignInResult;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionToken;

/** Customers that answer what a test says. */
public final class FakeCustomers implements Customers {
    /** The session of somebody who signed in. */
    public static final SessionToken SESSION = SessionToken.ofCustomer(new SecureRandom());
    /** Who that is. */
    public static final Customer ADA =
            new Customer(CustomerId.random(), "ada@example.com", Instant.parse("2026-11-23T14:30:00Z"));

    /** What the next who comes in is answered. */
    public SignInResult entry = new SignInResult.SignedIn(ADA, SESSION, List.of());
    /** What a change of the password is answered. */
    public PasswordChange change = new PasswordChange.Changed(SESSION);
    /** Own orders. */
    public List<OwnOrder> orders = List.of();
    /** What was asked. */
    public final List<String> asked = new ArrayList<>();
    /** What came last. */
    public Credentials credentials;
    /** From where. */
    public String origin;
    /** Under which key. */
    public IdempotencyKey key;

    @Override
    public SignInResult register(
            LiveCatalog shop, SessionToken session, Credentials sent, String from, IdempotencyKey requestKey) {
        return enter("register", sent, from, requestKey);
    }

    @Override
    public SignInResult signIn(
            LiveCatalog shop, SessionToken session, Credentials sent, String from, IdempotencyKey requestKey) {
        return enter("sign in", sent, from, requestKey);
    }

    private SignInResult enter(String what, Credentials sent, String from, IdempotencyKey requestKey) {
        asked.add(what);
        credentials = sent;
        origin = from;
        key = requestKey;
        return entry;
    }

    @Override
    public SessionToken signOut(LiveCatalog shop, SessionToken session) {
        asked.add("sign out");
        return SessionToken.random(new SecureRandom());
    }

    @Override
    public Optional<Customer> current(LiveCatalog shop, SessionToken session) {
        return SESSION.equals(session) ? Optional.of(ADA) : Optional.empty();
    }

    @Override
    public PasswordChange changePassword(
            LiveCatalog shop, SessionToken session, String present, String wanted, String from) {
        asked.add("password");
        credentials = new Credentials(present, wanted);
        return current(shop, session).isEmpty() ? new PasswordChange.Nobody() : change;
    }

    @Override
    public List<OwnOrder> orders(LiveCatalog shop, SessionToken session, int limit) {
        return orders;
    }
}
