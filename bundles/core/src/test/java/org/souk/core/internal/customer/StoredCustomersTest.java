package org.souk.core.internal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Annotation;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.souk.api.cart.CartOutcome;
import org.souk.api.cart.Carts;
import org.souk.api.cart.Destination;
import org.souk.api.cart.LineId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Sku;
import org.souk.api.customer.Credentials;
import org.souk.api.customer.Customer;
import org.souk.api.customer.CustomerRealm;
import org.souk.api.customer.LeftBehind;
import org.souk.api.customer.PasswordChange;
import org.souk.api.customer.SignInResult;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionToken;
import org.souk.core.internal.background.TaskScheduler;
import org.souk.core.internal.cart.Pricing;
import org.souk.core.internal.cart.StoredCarts;
import org.souk.core.internal.fake.MemoryDatabase;
import org.souk.core.internal.fake.TestShop;
import org.souk.core.internal.guard.CatalogJavaGuard;
import org.souk.core.internal.guard.Guards;
import org.souk.core.internal.node.ThisNode;
import org.souk.core.internal.node.ThisNodes;
import org.souk.core.internal.price.Prices;
import org.souk.core.internal.stock.CountedStock;

class StoredCustomersTest {
    private static final Sku SADDLE = new Sku("SADDLE");
    private static final Credentials ADA = new Credentials(" \u00a0Ada@Example.com\u200b ", "correct horse battery");
    private static final IdempotencyKey KEY = new IdempotencyKey("key-1");

    private final MemoryDatabase database = new MemoryDatabase();
    private final TaskScheduler scheduler = new TaskScheduler();
    private final CatalogJavaGuard guard = Guards.guard();
    private final Prices prices = new Prices(guard);
    private final StoredCarts carts =
            new StoredCarts(database, prices, new Pricing(prices, new CountedStock(database, scheduler)));
    private final ThisNode node = ThisNodes.node("all", "", database, scheduler);
    private final StoredCustomers customers = customers("riding: tack, saddlery; other: kitchen", 20);
    private final StoredCustomers strict = customers("", 5);
    private final LiveCatalog shop =
            new TestShop("tack").sell("SADDLE", "100.00").live();

    private StoredCustomers customers(String groups, int attemptsOfOrigin) {
        CustomerSettings settings = new Settings(groups, 1, 3, attemptsOfOrigin, 60);
        return new StoredCustomers(
                database,
                new ConfiguredRealms(settings),
                new PasswordHasher(settings),
                new SignInThrottle(database, node, settings),
                node);
    }

    @AfterEach
    void stop() {
        node.close();
        scheduler.close();
        guard.close();
    }

    @Test
    void aGuestBecomesACustomerAndTheCartComesAlong() {
        SessionToken guest = add(null, 2);
        SignInResult.SignedIn in = in(customers.register(shop, guest, ADA, "192.0.2.1", null));
        assertThat(in.customer().email()).isEqualTo("Ada@Example.com");
        assertThat(in.session()).isNotEqualTo(guest).matches(SessionToken::isCustomers);
        assertThat(pieces(in.session())).isEqualTo(2);
        assertThat(pieces(guest)).isZero();
        assertThat(customers.current(shop, in.session())).map(Customer::email).contains("Ada@Example.com");
        assertThat(customers.current(shop, guest)).isEmpty();
        assertThat(customers.current(shop, null)).isEmpty();
    }

    @Test
    void theCartIsTheSameOnEveryDeviceAndOutlivesSessions() {
        SignInResult.SignedIn here = in(customers.register(shop, null, ADA, "", null));
        assertThat(add(here.session(), 1)).isEqualTo(here.session());
        SignInResult.SignedIn there = in(customers.signIn(shop, add(null, 4), ADA, "", null));
        assertThat(there.session()).isNotEqualTo(here.session());
        assertThat(pieces(here.session())).isEqualTo(5);
        SessionToken other = add(null, 1);
        assertThat(customers.signOut(shop, other)).as("a guest stays one").isEqualTo(other);
        SessionToken guest = customers.signOut(shop, here.session());
        assertThat(guest.isCustomers()).isFalse();
        assertThat(pieces(guest)).isZero();
        assertThat(pieces(here.session())).isZero();
        assertThat(customers.current(shop, here.session())).isEmpty();
        assertThat(pieces(there.session())).isEqualTo(5);
        // a customer who continues with an ended session is a guest
        assertThat(add(here.session(), 1).isCustomers()).isFalse();
    }

    @Test
    void whatIsSentWhileTheSignInIsAnsweredStartsNoSessionOfAGuest() {
        SessionToken guest = add(null, 1);
        LineId line =
                carts.view(shop, guest, Destination.UNKNOWN).lines().get(0).id();
        SessionToken customer =
                in(customers.register(shop, guest, ADA, "", null)).session();
        int sessions = database.sessions.size();
        assertThat(carts.add(shop, guest, SADDLE, 1, null)).isEqualTo(new CartOutcome.SessionReplaced());
        assertThat(carts.setQuantity(shop, guest, line, 4, null)).isEqualTo(new CartOutcome.SessionReplaced());
        assertThat(carts.remove(shop, guest, line, KEY)).isEqualTo(new CartOutcome.SessionReplaced());
        assertThat(database.sessions).hasSize(sessions);
        assertThat(add(customer, 1)).isEqualTo(customer);
        assertThat(pieces(customer)).isEqualTo(2);
        SessionToken next = in(customers.signIn(shop, customer, ADA, "", null)).session();
        assertThat(carts.add(shop, customer, SADDLE, 1, null)).isEqualTo(new CartOutcome.SessionReplaced());
        customers.changePassword(shop, next, ADA.password(), "a better password", "");
        assertThat(carts.add(shop, next, SADDLE, 1, null)).isEqualTo(new CartOutcome.SessionReplaced());
    }

    @Test
    void aSecondSignInMergesNothingTwice() {
        in(customers.register(shop, null, ADA, "", null));
        SessionToken guest = add(null, 2);
        in(customers.signIn(shop, guest, ADA, "", KEY));
        assertThat(pieces(in(customers.signIn(shop, guest, ADA, "", KEY)).session()))
                .isEqualTo(2);
        assertThat(customers.register(shop, guest, ADA, "", KEY)).isEqualTo(new SignInResult.KeyReused());
    }

    @Test
    void whatTheCartCouldNotTakeIsWithTheGuestUntilSomebodyReadIt() {
        SessionToken customer =
                in(customers.register(shop, null, ADA, "", null)).session();
        add(customer, Carts.MAX_QUANTITY - 1);
        SessionToken guest = add(null, 3);
        // nobody reads these answers
        assertThat(in(customers.signIn(shop, guest, ADA, "", KEY)).left())
                .containsExactly(new LeftBehind(SADDLE, "Title SADDLE", 2));
        assertThat(pieces(guest)).isEqualTo(2);
        assertThat(in(customers.signIn(shop, guest, ADA, "", KEY)).left())
                .containsExactly(new LeftBehind(SADDLE, "Title SADDLE", 2));
        assertThat(pieces(customer)).isEqualTo(Carts.MAX_QUANTITY);
        LineId line =
                carts.view(shop, customer, Destination.UNKNOWN).lines().get(0).id();
        carts.setQuantity(shop, customer, line, 1, null);
        assertThat(in(customers.signIn(shop, guest, ADA, "", null)).left()).isEmpty();
        assertThat(pieces(customer)).isEqualTo(3);
        assertThat(pieces(guest)).isZero();
    }

    @Test
    void aRegistrationThatComesAgainUnderItsKeyIsASignIn() {
        in(customers.register(shop, add(null, 1), ADA, "", KEY));
        assertThat(pieces(in(customers.register(shop, null, ADA, "", KEY)).session()))
                .isEqualTo(1);
        assertThat(customers.register(shop, null, ADA, "", null)).isEqualTo(new SignInResult.EmailTaken());
        assertThat(customers.register(shop, null, ADA, "", new IdempotencyKey("other")))
                .isEqualTo(new SignInResult.EmailTaken());
        Credentials other = new Credentials("ada@example.com", "another password");
        assertThat(customers.register(shop, null, other, "", KEY)).isEqualTo(new SignInResult.EmailTaken());
    }

    @Test
    void whatIsWrongIsNotTold() {
        in(customers.register(shop, null, ADA, "", null));
        for (Credentials wrong : new Credentials[] {
            new Credentials("ada@example.com", "wrong"),
            new Credentials("nobody@example.com", ADA.password()),
            new Credentials("nonsense", ADA.password()),
            new Credentials("ada@example.com", "x".repeat(500)),
        }) {
            assertThat(customers.signIn(shop, null, wrong, "", null)).isEqualTo(new SignInResult.WrongCredentials());
        }
        assertThat(customers.register(shop, null, new Credentials("nonsense", "short"), "", null))
                .isInstanceOfSatisfying(SignInResult.Invalid.class, invalid -> assertThat(invalid.faults())
                        .containsOnlyKeys("email", "password"));
    }

    @Test
    void guessesAreBoundedAndRightOnesDoNotCount() {
        in(strict.register(shop, null, ADA, "", null));
        for (int i = 0; i < 10; i++) {
            in(strict.signIn(shop, null, ADA, "192.0.2." + i, null));
        }
        Credentials wrong = new Credentials("ada@example.com", "wrong");
        for (int i = 0; i < 3; i++) {
            strict.signIn(shop, null, wrong, "", null);
        }
        assertThat(strict.signIn(shop, null, ADA, "192.0.2.10", null)).isInstanceOf(SignInResult.TooMany.class);
        for (int i = 0; i < 5; i++) {
            Credentials other = new Credentials("nobody" + i + "@example.com", "wrong");
            assertThat(strict.signIn(shop, null, other, "2001:db8:0:" + i + "::1", null))
                    .isEqualTo(new SignInResult.WrongCredentials());
        }
        Credentials sixth = new Credentials("nobody@example.com", "wrong");
        assertThat(strict.signIn(shop, null, sixth, "2001:db8::9", null)).isInstanceOf(SignInResult.TooMany.class);
        assertThat(strict.signIn(shop, null, sixth, "2001:db8:1::9", null))
                .isEqualTo(new SignInResult.WrongCredentials());
    }

    @Test
    void whoHasOneAccountHasNoMorePasswordsLookedAtThanOthers() {
        in(strict.register(shop, null, ADA, "192.0.2.1", null));
        for (int i = 0; i < 4; i++) {
            in(strict.signIn(shop, null, ADA, "192.0.2.1", null));
        }
        assertThat(strict.signIn(shop, null, ADA, "192.0.2.1", null)).isInstanceOf(SignInResult.TooMany.class);
        SessionToken session =
                in(strict.signIn(shop, null, ADA, "192.0.2.2", null)).session();
        for (int i = 0; i < 4; i++) {
            session = ((PasswordChange.Changed)
                            strict.changePassword(shop, session, ADA.password(), ADA.password(), "192.0.2.2"))
                    .session();
        }
        assertThat(strict.changePassword(shop, session, ADA.password(), ADA.password(), "192.0.2.2"))
                .isInstanceOf(PasswordChange.TooMany.class);
    }

    @Test
    void thoseWhoseOriginIsNotKnownAreBoundedAsOne() {
        for (int i = 0; i < 5; i++) {
            in(strict.register(shop, null, new Credentials("ada" + i + "@example.com", ADA.password()), "", null));
        }
        assertThat(strict.register(shop, null, ADA, "", null)).isInstanceOf(SignInResult.TooMany.class);
        assertThat(strict.signIn(shop, null, new Credentials("ada1@example.com", ADA.password()), "", null))
                .isInstanceOf(SignInResult.TooMany.class);
        in(strict.register(shop, null, ADA, "192.0.2.1", null));
    }

    @Test
    void whereNoPasswordWasLookedAtNothingWasGuessed() {
        SignInThrottle throttle = new SignInThrottle(database, node, new Settings("", 1, 3, 5, 60));
        CustomerRealm realm = CustomerRealm.of(shop.catalog().id());
        for (int i = 0; i < 10; i++) {
            SignInThrottle.Attempt attempt = throttle.countSignIn(realm, "ada@example.com", "192.0.2.1");
            assertThat(attempt.refused()).isEmpty();
            throttle.notVerified(attempt);
        }
    }

    @Test
    void shopsAreApartUnlessCatalogAndOperatorSayOtherwise() {
        LiveCatalog tack = new TestShop("tack").group("riding").live();
        LiveCatalog saddlery = new TestShop("saddlery").group("riding").live();
        LiveCatalog intruder = new TestShop("intruder").group("riding").live();
        LiveCatalog kitchen = new TestShop("kitchen").live();
        in(customers.register(tack, null, ADA, "", null));
        in(customers.signIn(saddlery, null, ADA, "", null));
        assertThat(customers.signIn(intruder, null, ADA, "", null)).isEqualTo(new SignInResult.WrongCredentials());
        assertThat(customers.signIn(kitchen, null, ADA, "", null)).isEqualTo(new SignInResult.WrongCredentials());
        SignInResult.SignedIn apart = in(customers.register(kitchen, null, ADA, "", null));
        assertThat(customers.current(kitchen, apart.session())).isPresent();
        assertThat(customers.current(tack, apart.session())).isEmpty();
    }

    @Test
    void aShopThatLeftItsGroupOpensNoCartOfTheGroupsCustomers() {
        LiveCatalog before =
                new TestShop("tack").group("riding").sell("SADDLE", "100.00").live();
        SessionToken session =
                in(customers.register(before, null, ADA, "", null)).session();
        carts.add(before, session, SADDLE, 2, null);
        assertThat(carts.view(before, session, Destination.UNKNOWN).itemCount()).isEqualTo(2);
        assertThat(pieces(session)).isZero();
        SessionToken guest = add(session, 1);
        assertThat(guest).isNotEqualTo(session).matches(token -> !token.isCustomers());
        assertThat(pieces(guest)).isEqualTo(1);
        assertThat(carts.view(before, session, Destination.UNKNOWN).itemCount()).isEqualTo(2);
    }

    @Test
    void whileTheDatabaseIsAwayAGuestIsAGuestAndNobodyComesIn() {
        SessionToken session = in(customers.register(shop, null, ADA, "", null)).session();
        database.away = true;
        assertThat(customers.current(shop, SessionToken.random(new SecureRandom())))
                .isEmpty();
        assertThat(customers.orders(shop, null, 10)).isEmpty();
        assertThatThrownBy(() -> customers.signIn(shop, null, ADA, "192.0.2.1", null))
                .isInstanceOf(DatabaseUnavailableException.class);
        assertThatThrownBy(() -> customers.current(shop, session)).isInstanceOf(DatabaseUnavailableException.class);
    }

    @Test
    void anEntryThatCannotBeReadIsLeftOut() {
        ConfiguredRealms realms =
                new ConfiguredRealms("riding tack; UPPER: tack; riding: tack saddlery ;; a:b:c; kitchen: Bad_Id");
        assertThat(realms.of(new TestShop("saddlery").group("riding").catalog()).value())
                .isEqualTo("group:riding");
        assertThat(realms.of(new TestShop("b").group("a").catalog()).value()).isEqualTo("catalog:b");
        assertThat(realms.of(new TestShop("tack").catalog()).value()).isEqualTo("catalog:tack");
    }

    @Test
    void anotherPasswordEndsTheOtherSessions() {
        SignInResult.SignedIn here = in(customers.register(shop, null, ADA, "", null));
        SignInResult.SignedIn there = in(customers.signIn(shop, null, ADA, "", null));
        add(here.session(), 1);
        assertThat(customers.changePassword(shop, here.session(), "wrong", "a better password", ""))
                .isEqualTo(new PasswordChange.WrongPassword());
        assertThat(customers.changePassword(shop, here.session(), ADA.password(), "short", ""))
                .isInstanceOf(PasswordChange.Invalid.class);
        assertThat(customers.changePassword(shop, null, ADA.password(), "a better password", ""))
                .isEqualTo(new PasswordChange.Nobody());
        PasswordChange.Changed changed = (PasswordChange.Changed)
                customers.changePassword(shop, here.session(), ADA.password(), "a better password", "");
        assertThat(pieces(changed.session())).isEqualTo(1);
        assertThat(customers.current(shop, here.session())).isEmpty();
        assertThat(customers.current(shop, there.session())).isEmpty();
        assertThat(customers.signIn(shop, null, ADA, "", null)).isEqualTo(new SignInResult.WrongCredentials());
        in(customers.signIn(shop, null, new Credentials("ADA@example.com", "a better password"), "", null));
    }

    @Test
    void aHashIsReadAsItWasWritten() {
        // from the reference implementation: echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1 -l 24
        String known = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertThat(PasswordHash.parse(known).matches("password")).isTrue();
        assertThat(PasswordHash.parse(known).matches("Password")).isFalse();
        PasswordHash fresh = PasswordHash.of("Ａ", new java.security.SecureRandom());
        assertThat(PasswordHash.parse(fresh.toString()).matches("A")).isTrue();
        assertThat(fresh.toString()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    private SessionToken add(SessionToken session, int pieces) {
        return ((CartOutcome.Changed) carts.add(shop, session, SADDLE, pieces, null)).session();
    }

    private int pieces(SessionToken session) {
        return carts.view(shop, session, Destination.UNKNOWN).itemCount();
    }

    private static SignInResult.SignedIn in(SignInResult entry) {
        assertThat(entry).isInstanceOf(SignInResult.SignedIn.class);
        return (SignInResult.SignedIn) entry;
    }

    @SuppressWarnings("BadAnnotationImplementation")
    private record Settings(String groups, int passwordsAtOnce, int attemptsOfAccount, int attemptsOfOrigin, int window)
            implements CustomerSettings {
        @Override
        public Class<? extends Annotation> annotationType() {
            return CustomerSettings.class;
        }
    }
}
