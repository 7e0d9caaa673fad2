package org.souk.persistence.internal.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.souk.api.catalog.CustomerGroup;
import org.souk.api.customer.CustomerId;
import org.souk.api.customer.CustomerRealm;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionKey;
import org.souk.api.session.SessionSummary;
import org.souk.api.store.CartStore.Change;
import org.souk.api.store.CustomerStore;
import org.souk.api.store.CustomerStore.Merged;
import org.souk.api.store.CustomerStore.SignIn;
import org.souk.api.store.CustomerStore.SignInOutcome;
import org.souk.api.store.StoredCart;
import org.souk.itests.Await;
import org.souk.persistence.internal.connection.Crowd;
import org.souk.persistence.internal.connection.Shop;
import org.souk.persistence.internal.connection.TestDatabase;
import org.souk.persistence.internal.transaction.DatabaseCall;
import org.souk.persistence.internal.transaction.LostAnswers;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class CustomerStoreTest extends CustomerFixture {
    CustomerStoreTest(TestDatabase database) {
        super(database);
    }

    @Test
    void aRegistrationTakesTheGuestsCartAlong() {
        SessionKey guest = shop.sessionWith("a", 2);
        SessionKey session = register(guest);
        assertThat(carts.find(shop.id, guest)).isEmpty();
        assertThat(Shop.pieces(carts.find(shop.id, own).orElseThrow())).isEqualTo(2);
        assertThat(otherContainer.cart(shop.id, realm, session, null)).contains(own);
        assertThat(otherContainer.signedIn(shop.id, realm, session).orElseThrow())
                .satisfies(found -> {
                    assertThat(found.customer().email()).isEqualTo("Ada@example.com");
                    assertThat(found.customer().registeredAt()).isAfter(java.time.Instant.EPOCH);
                    assertThat(found.hash()).isEqualTo(HASH);
                });
        assertThat(customers.find(realm, "ada@example.com")).isPresent();
        assertThat(customers.find(CustomerRealm.of(new CustomerGroup("other")), "ada@example.com"))
                .isEmpty();
        assertThat(customers.signedIn(shop.id, CustomerRealm.of(new CustomerGroup("other")), session))
                .isEmpty();
        assertThat(customers.cart(new Shop(carts).id, realm, session, null)).isEmpty();
        assertThat(customers.signedIn(shop.id, realm, guest)).isEmpty();
    }

    @Test
    void aShopThatLeftItsGroupOpensNoCartOfTheGroupsCustomers() {
        SessionKey session = register(shop.sessionWith("a", 2));
        CustomerRealm other = CustomerRealm.of(new CustomerGroup("other"));
        assertThat(customers.cart(shop.id, other, session, null)).isEmpty();
        assertThat(customers.cart(shop.id, other, session, Duration.ofMillis(1)))
                .as("nor does it put off, or hasten, the end of the session")
                .isEmpty();
        assertThat(customers.cart(shop.id, realm, session, Shop.MONTH))
                .as("it came back")
                .contains(own);
    }

    @Test
    void withoutACartNoneIsMade() {
        register(null);
        assertThat(carts.find(shop.id, own)).isEmpty();
    }

    @Test
    void anAddressHasOneAccountHoweverManyRegister() {
        List<SignInOutcome> all = Crowd.of(6, 6, i -> (i % 2 == 0 ? customers : otherContainer)
                .signIn(
                        signIn(
                                null,
                                Shop.newSession(),
                                CustomerStore.newcomer(CustomerId.random(), "ada@example.com", HASH),
                                "ada@example.com",
                                null),
                        CustomerFixture::merge));
        assertThat(all.stream().filter(SignInOutcome.SignedIn.class::isInstance))
                .hasSize(1);
        assertThat(all.stream().filter(SignInOutcome.EmailTaken.class::isInstance))
                .hasSize(5);
    }

    @Test
    void oneCartOfAGuestIsMergedOnceHoweverManySignIn() {
        register(null);
        for (int round = 1; round <= 10; round++) {
            SessionKey guest = shop.sessionWith("a", 1);
            AtomicInteger merges = new AtomicInteger();
            Crowd.of(4, 8, i -> {
                SignInOutcome outcome = (i % 2 == 0 ? customers : otherContainer)
                        .signIn(signIn(guest, Shop.newSession(), account, null, null), (theirs, ours) -> {
                            merges.incrementAndGet();
                            return merge(theirs, ours);
                        });
                assertThat(outcome).isInstanceOf(SignInOutcome.SignedIn.class);
                return outcome;
            });
            assertThat(merges.get()).isGreaterThanOrEqualTo(1);
            assertThat(Shop.pieces(carts.find(shop.id, own).orElseThrow())).isEqualTo(round);
        }
    }

    @Test
    void manyCartsGoIntoOneAtOnceAndNoneIsLost() {
        register(null);
        List<SessionKey> guests = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            guests.add(shop.sessionWith("s" + i % 3, 1));
        }
        Crowd.of(6, 12, i -> (i % 2 == 0 ? customers : otherContainer)
                .signIn(signIn(guests.get(i), Shop.newSession(), account, null, null), CustomerFixture::merge));
        StoredCart cart = carts.find(shop.id, own).orElseThrow();
        assertThat(Shop.pieces(cart)).isEqualTo(12);
        assertThat(cart.lines()).hasSize(3);
    }

    @Test
    void whatIsAnsweredWhileSomebodySignsInIsInOneOfTheCarts() {
        register(null);
        SessionKey guest = shop.sessionWith("a", 1);
        AtomicInteger answered = new AtomicInteger(1);
        Crowd.of(6, 40, i -> {
            if (i == 20) {
                return customers.signIn(signIn(guest, Shop.newSession(), account, null, null), CustomerFixture::merge);
            }
            Change<String> change = carts.change(shop.command(guest, false, null, "f"), Shop.adding("a", 1));
            answered.addAndGet(change instanceof Change.Decided ? 1 : 0);
            return change;
        });
        assertThat(Shop.pieces(carts.find(shop.id, own).orElseThrow())).isEqualTo(answered.get());
    }

    @Test
    void whatIsLeftStaysInTheGuestsCartWithItsKeysAndItsCoupon() {
        register(null);
        SessionKey guest = shop.sessionWith("a", 5);
        IdempotencyKey key = Shop.newKey();
        carts.change(shop.command(guest, false, key, "add"), Shop.adding("a", 1));
        for (int i = 0; i < 2; i++) {
            SignInOutcome outcome = customers.signIn(
                    signIn(guest, Shop.newSession(), account, null, null), CustomerStoreTest::twoAtTheMost);
            assertThat(outcome)
                    .isEqualTo(new SignInOutcome.SignedIn(
                            ((SignInOutcome.SignedIn) outcome).customer(), List.of(Shop.line("a", 4, 100))));
        }
        assertThat(Shop.pieces(carts.find(shop.id, own).orElseThrow())).isEqualTo(2);
        for (SessionKey either : List.of(guest, own)) {
            assertThat(carts.change(shop.command(either, false, key, "add"), Shop.adding("a", 1)))
                    .isInstanceOf(Change.Repeated.class);
        }
        customers.signIn(signIn(guest, Shop.newSession(), account, null, null), CustomerFixture::merge);
        assertThat(Shop.pieces(carts.find(shop.id, own).orElseThrow())).isEqualTo(6);
        assertThat(carts.find(shop.id, guest)).isEmpty();
    }

    /** A cart takes no more. */
    private static Merged twoAtTheMost(StoredCart guest, StoredCart own) {
        int left = Shop.pieces(guest) + Shop.pieces(own) - 2;
        return new Merged(List.of(Shop.line("a", 2, 100)), null, List.of(Shop.line("a", left, 100)));
    }

    @Test
    void aCommandThatComesWithASessionWhoseSuccessorIsUnderWayIsToldSo() {
        SessionKey guest = shop.sessionWith("a", 1);
        SessionKey first = register(guest);
        SessionKey second = Shop.newSession();
        customers.signIn(signIn(first, second, account, null, null), CustomerFixture::merge);
        SessionKey third = Shop.newSession();
        assertThat(customers.changePassword(shop.id, account, "$argon2id$two", second, third, Shop.MONTH))
                .isTrue();
        for (SessionKey over : List.of(guest, first, second)) {
            assertThat(carts.change(shop.command(over, false, Shop.newKey(), "f"), Shop.adding("a", 1)))
                    .isEqualTo(new Change.Replaced<>());
        }
        database.shared().run(DatabaseCall.repeatable("let time pass"), unit -> unit.sql()
                .update("UPDATE idempotency_keys SET used_at = used_at - 60000 WHERE catalog = ?", shop.id.value()));
        customers.signOut(shop.id, third);
        for (SessionKey over : List.of(guest, first, second, third, Shop.newSession())) {
            assertThat(carts.change(shop.command(over, false, null, "f"), Shop.adding("a", 1)))
                    .isEqualTo(new Change.NoSession<>());
        }
        assertThat(Shop.pieces(carts.find(shop.id, own).orElseThrow())).isEqualTo(1);
        housekeeping.removeCartKeys(Duration.ZERO, 1_000);
    }

    @Test
    void aVersionOfTheGuestsCartFitsNoneOfTheMergedOne() {
        SessionKey guest = shop.sessionWith("a", 1);
        long version = shop.add(guest, false, "a", 1).version();
        register(guest);
        assertThat(carts.find(shop.id, own).orElseThrow().version()).isGreaterThan(version);
    }

    @Test
    void aRepeatUnderItsKeyIsNoOtherRegistration() {
        IdempotencyKey key = Shop.newKey();
        SessionKey guest = shop.sessionWith("a", 1);
        customers.signIn(signIn(guest, Shop.newSession(), account, "ada@example.com", key), CustomerFixture::merge);
        SignIn again = signIn(guest, Shop.newSession(), account, null, key);
        assertThat(customers.signIn(repeat(again, "f"), CustomerFixture::merge))
                .isInstanceOf(SignInOutcome.SignedIn.class);
        assertThat(customers.signIn(repeat(again, "other"), CustomerFixture::merge))
                .isEqualTo(new SignInOutcome.KeyReused());
        SignIn otherKey = signIn(guest, Shop.newSession(), account, null, Shop.newKey());
        assertThat(customers.signIn(repeat(otherKey, "f"), CustomerFixture::merge))
                .isEqualTo(new SignInOutcome.EmailTaken());
        assertThat(Shop.pieces(carts.find(shop.id, own).orElseThrow())).isEqualTo(1);
    }

    @Test
    void aCommandThatTheGuestSentIsKnownInTheCustomersCart() {
        SessionKey guest = shop.sessionWith("a", 1);
        IdempotencyKey key = Shop.newKey();
        carts.change(shop.command(guest, false, key, "add"), Shop.adding("a", 1));
        register(guest);
        assertThat(carts.change(shop.command(own, false, key, "add"), Shop.adding("a", 1)))
                .isInstanceOf(Change.Repeated.class);
        assertThat(customers.signIn(signIn(null, Shop.newSession(), account, null, key), CustomerFixture::merge))
                .isEqualTo(new SignInOutcome.KeyReused());
        assertThat(Shop.pieces(carts.find(shop.id, own).orElseThrow())).isEqualTo(2);
    }

    @Test
    void whoeverSignsInWithAPasswordThatWasChangedMeanwhileStaysOut() {
        SessionKey session = register(null);
        SessionKey otherDevice = Shop.newSession();
        customers.signIn(signIn(null, otherDevice, account, null, null), CustomerFixture::merge);
        SessionKey fresh = Shop.newSession();
        assertThat(customers.changePassword(shop.id, account, "$argon2id$two", session, fresh, Shop.MONTH))
                .isTrue();
        assertThat(customers.signIn(signIn(null, Shop.newSession(), account, null, null), CustomerFixture::merge))
                .isEqualTo(new SignInOutcome.PasswordChanged());
        assertThat(customers.cart(shop.id, realm, session, null)).isEmpty();
        assertThat(customers.cart(shop.id, realm, otherDevice, null)).isEmpty();
        assertThat(customers.cart(shop.id, realm, fresh, null)).contains(own);
        assertThat(customers.changePassword(shop.id, account, "$argon2id$three", fresh, Shop.newSession(), Shop.MONTH))
                .isFalse();
    }

    @Test
    void whoGotNoAnswerToTheCommitIsToldWhatBecameOfIt() {
        CustomerStore unlucky = new JpaCustomerStore(new LostAnswers(database.shared()));
        SessionKey guest = shop.sessionWith("a", 2);
        SessionKey session = Shop.newSession();
        assertThat(unlucky.signIn(
                        signIn(guest, session, account, "ada@example.com", Shop.newKey()), CustomerFixture::merge))
                .isInstanceOf(SignInOutcome.SignedIn.class);
        assertThat(Shop.pieces(carts.find(shop.id, own).orElseThrow())).isEqualTo(2);
        assertThat(customers.cart(shop.id, realm, session, null)).contains(own);
        SessionKey fresh = Shop.newSession();
        assertThat(unlucky.changePassword(shop.id, account, "$argon2id$two", session, fresh, Shop.MONTH))
                .isTrue();
        assertThat(customers.cart(shop.id, realm, fresh, null)).contains(own);
    }

    @Test
    void theOldestSessionsOfACustomerEndWhenThereAreTooMany() {
        register(null);
        SessionKey last = Shop.newSession();
        for (int i = 0; i < 105; i++) {
            last = Shop.newSession();
            customers.signIn(signIn(null, last, account, null, null), CustomerFixture::merge);
        }
        assertThat(carts.sessions(shop.id, 200)).hasSize(100);
        assertThat(customers.cart(shop.id, realm, last, null)).isPresent();
    }

    @Test
    void anEarlierSessionEndsAtSignInAndAtSignOut() {
        SessionKey first = register(null);
        SessionKey second = Shop.newSession();
        customers.signIn(signIn(first, second, account, null, null), CustomerFixture::merge);
        assertThat(customers.cart(shop.id, realm, first, null)).isEmpty();
        customers.signOut(shop.id, second);
        customers.signOut(shop.id, second);
        assertThat(customers.signedIn(shop.id, realm, second)).isEmpty();
    }

    @Test
    void sessionsExpireAndCartsStay() {
        SessionKey guest = shop.sessionWith("a", 3);
        SessionKey session = Shop.newSession();
        SignIn brief = brief(signIn(guest, session, account, "ada@example.com", null));
        customers.signIn(brief, CustomerFixture::merge);
        assertThat(customers.cart(shop.id, realm, session, Duration.ofMillis(1_500)))
                .contains(own);
        Await.until(() -> customers.cart(shop.id, realm, session, null).isEmpty());
        assertThat(customers.signedIn(shop.id, realm, session)).isEmpty();
        housekeeping.removeSessions(shop.id, Duration.ZERO, 200);
        assertThat(housekeeping.removeSignIns(shop.id, null, 200)).isEqualTo(1);
        assertThat(Shop.pieces(carts.find(shop.id, own).orElseThrow())).isEqualTo(3);
    }

    @Test
    void operatorsSeeTheSessionAndNotTheKeyOfTheCart() {
        SessionKey session = register(shop.sessionWith("a", 3));
        SessionKey guest = shop.sessionWith("b", 1);
        assertThat(carts.sessions(shop.id, 10))
                .extracting(SessionSummary::key)
                .containsExactlyInAnyOrder(session, guest);
        assertThat(carts.sessions(shop.id, 10))
                .filteredOn(seen -> seen.key().equals(session))
                .extracting(SessionSummary::items)
                .containsExactly(3);
        assertThat(carts.sessions(null, 10_000)).extracting(SessionSummary::key).contains(session, guest);
        assertThat(housekeeping.removeSignIns(shop.id, Duration.ofDays(1), 200)).isZero();
        assertThat(housekeeping.removeSignIns(shop.id, Duration.ZERO, 200)).isEqualTo(1);
    }

    @Test
    void attemptsAreBoundedOverAllContainersUntilTheirTimeIsOver() {
        String one = subject();
        Map<String, Integer> bounds = Map.of(one, 5, subject(), 100);
        Duration window = Duration.ofMillis(1_500);
        List<Boolean> refused = Crowd.of(6, 12, i -> (i % 2 == 0 ? customers : otherContainer)
                .countAttempt(realm, bounds, window)
                .isPresent());
        assertThat(refused.stream().filter(r -> !r)).hasSize(5);
        assertThat(customers.countAttempt(realm, bounds, window).orElseThrow()).isBetween(Duration.ofMillis(1), window);
        customers.uncountAttempts(realm, List.of(one));
        assertThat(customers.countAttempt(realm, bounds, window)).isEmpty();
        Await.until(() -> customers.countAttempt(realm, bounds, window).isEmpty());
        Await.until(() -> {
            housekeeping.removeAttempts(200);
            return customers.countAttempt(realm, Map.of(one, 1), window).isEmpty();
        });
    }

    @Test
    void theFirstAttemptsAtOnceAreAllCounted() {
        for (int i = 0; i < 40; i++) {
            Map<String, Integer> bounds = Map.of(subject(), 6);
            List<Boolean> refused = Crowd.of(6, 6, c -> (c % 2 == 0 ? customers : otherContainer)
                    .countAttempt(realm, bounds, Duration.ofMinutes(1))
                    .isPresent());
            assertThat(refused).doesNotContain(true);
            assertThat(customers.countAttempt(realm, bounds, Duration.ofMinutes(1)))
                    .isPresent();
        }
    }

    private static String subject() {
        return (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
    }

    private static SignIn repeat(SignIn e, String fingerprint) {
        return new SignIn(
                e.catalog(),
                e.realm(),
                null,
                e.account(),
                e.cart(),
                e.before(),
                e.fresh(),
                e.lifetime(),
                e.cartLifetime(),
                e.key(),
                fingerprint,
                true);
    }

    private static SignIn brief(SignIn e) {
        return new SignIn(
                e.catalog(),
                e.realm(),
                e.address(),
                e.account(),
                e.cart(),
                e.before(),
                e.fresh(),
                Duration.ofMillis(900),
                e.cartLifetime(),
                e.key(),
                e.fingerprint(),
                false);
    }
}
