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

/** Returns prepared results and records the calls. */
public final class FakeCustomers implements Customers {
    /** The session of {@link #ADA}. */
    public static final SessionToken SESSION = SessionToken.ofCustomer(new SecureRandom());

    public static final Customer ADA =
            new Customer(CustomerId.random(), "ada@example.com", Instant.parse("2026-11-23T14:30:00Z"));

    /** The result of the next sign-in or registration. */
    public SignInResult entry = new SignInResult.SignedIn(ADA, SESSION, List.of());
    /** The result of the next password change. */
    public PasswordChange change = new PasswordChange.Changed(SESSION);

    public List<OwnOrder> orders = List.of();
    public final List<String> asked = new ArrayList<>();
    public Credentials credentials;
    public String origin;
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
