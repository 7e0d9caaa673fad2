package org.souk.persistence.internal.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.api.customer.CustomerRealm;
import org.souk.common.concurrent.Deadline;
import org.souk.itests.Await;

class FairPermitsTest {
    private final FairPermits permits = new FairPermits(10);
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // shop, session of each call or "own", permits at most
                "tack, -,   8",
                "tack, own, 8",
                "tack, one, 4",
                "-,    -,   10"
            })
    @DisplayName("a shop leaves permits to others, a session to other sessions")
    void bounds(String shop, String session, int most) throws Exception {
        for (int i = 0; i < most; i++) {
            acquire(share(shop, session, i), Duration.ZERO);
        }
        assertThatThrownBy(() -> acquire(share(shop, session, most), Duration.ZERO))
                .isInstanceOf(TimeoutException.class);
        permits.release(share(shop, session, 0));
        acquire(share(shop, session, 0), Duration.ZERO);
    }

    @Test
    @DisplayName("a flood of attempts to sign in at one shop leaves permits to those at another, and to all else")
    void signIns() throws Exception {
        DatabaseShare tack = DatabaseShare.signIns(new CustomerRealm("tack"));
        for (int i = 0; i < FairPermits.SESSION_CALLS; i++) {
            acquire(tack, Duration.ZERO);
        }
        for (int i = 0; i < FairPermits.SESSION_WAITING; i++) {
            callers.execute(() -> acquireQuietly(tack));
        }
        Await.until(() -> permits.waiting() == FairPermits.SESSION_WAITING);
        for (int i = 0; i < 4; i++) {
            acquire(DatabaseShare.signIns(new CustomerRealm("bakery")), Duration.ZERO);
        }
        assertThatThrownBy(() -> acquire(DatabaseShare.signIns(new CustomerRealm("florist")), Duration.ZERO))
                .isInstanceOf(TimeoutException.class);
        acquire(new DatabaseShare("tack", "s"), Duration.ZERO);
        assertThat(tack.calls()).isEqualTo("attempts to sign in to 'tack', or to all shops together,");
    }

    private static DatabaseShare share(String shop, String session, int call) {
        return new DatabaseShare(shop, "own".equals(session) ? "s" + call : session);
    }

    @ParameterizedTest
    @CsvSource({"own, 100", "one, 50"})
    @DisplayName("a bounded number of calls waits")
    void queue(String session, int waiting) throws Exception {
        for (int i = 0; i < 8; i++) {
            acquire(new DatabaseShare("tack", "busy" + i), Duration.ZERO);
        }
        for (int i = 0; i < waiting; i++) {
            DatabaseShare share = share("tack", session, i);
            callers.execute(() -> acquireQuietly(share));
        }
        Await.until(() -> permits.waiting() == waiting);
        assertThatThrownBy(() -> acquire(share("tack", session, waiting), Duration.ofSeconds(9)))
                .isInstanceOf(RejectedExecutionException.class);
        acquire(new DatabaseShare("bakery", "s"), Duration.ZERO);
    }

    @Test
    @DisplayName("free permits go to the shops in turn, however many calls one of them has")
    void inTurn() throws Exception {
        FairPermits one = new FairPermits(1);
        DatabaseShare first = new DatabaseShare("tack", "first");
        one.acquire(first, Deadline.in(Duration.ZERO));
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<Void>> calls = new ArrayList<>();
        for (String shop : List.of("tack", "tack", "tack", "tack", "bakery", "bakery", "florist")) {
            DatabaseShare share = new DatabaseShare(shop, "s" + calls.size());
            calls.add(CompletableFuture.runAsync(
                    () -> {
                        try {
                            one.acquire(share, Deadline.in(Duration.ofSeconds(30)));
                        } catch (InterruptedException | TimeoutException e) {
                            throw new AssertionError(e);
                        }
                        order.add(shop);
                        one.release(share);
                    },
                    callers));
            Await.until(() -> one.waiting() == calls.size());
        }
        one.release(first);
        CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).join();
        assertThat(order.subList(0, 3)).containsExactlyInAnyOrder("tack", "bakery", "florist");
        assertThat(order.subList(3, 5)).containsExactlyInAnyOrder("tack", "bakery");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("calls that give up wait no longer, and take no permit")
    void givenUp(boolean interrupted) throws Exception {
        DatabaseShare holder = new DatabaseShare("tack", "holder");
        FairPermits two = new FairPermits(2);
        two.acquire(holder, Deadline.in(Duration.ZERO));
        AtomicInteger gaveUp = new AtomicInteger();
        List<Thread> waiters = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            DatabaseShare share = new DatabaseShare("tack", "s" + i);
            Duration wait = interrupted ? Duration.ofSeconds(30) : Duration.ofMillis(50);
            Thread waiter = new Thread(() -> {
                try {
                    two.acquire(share, Deadline.in(wait));
                } catch (InterruptedException | TimeoutException e) {
                    gaveUp.incrementAndGet();
                }
            });
            waiter.start();
            waiters.add(waiter);
        }
        if (interrupted) {
            Await.until(() -> two.waiting() == 20);
            waiters.forEach(Thread::interrupt);
        }
        for (Thread waiter : waiters) {
            waiter.join();
        }
        assertThat(gaveUp).hasValue(20);
        assertThat(two.waiting()).isZero();
        two.release(holder);
        assertAllFree(two, 2);
    }

    @Test
    @DisplayName("no permit is lost when it is granted just as the call gives up")
    void grantRacesWithTheDeadline() throws Exception {
        DatabaseShare holder = new DatabaseShare("tack", "holder");
        DatabaseShare other = new DatabaseShare("tack", "other");
        FairPermits two = new FairPermits(2);
        for (int i = 0; i < 300; i++) {
            two.acquire(holder, Deadline.in(Duration.ZERO));
            CompletableFuture<Void> waiter = CompletableFuture.runAsync(
                    () -> {
                        try {
                            two.acquire(other, Deadline.in(Duration.ofMillis(2)));
                            two.release(other);
                        } catch (TimeoutException e) {
                            // gave up
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    },
                    callers);
            LockSupport.parkNanos(1_500_000 + i % 10 * 100_000);
            two.release(holder);
            waiter.join();
            assertThat(two.waiting()).isZero();
        }
        assertAllFree(two, 2);
    }

    /** Takes them as calls of the container, which no bound but the permits limits. */
    private static void assertAllFree(FairPermits all, int permits) throws Exception {
        for (int i = 0; i < permits; i++) {
            all.acquire(DatabaseShare.CONTAINER, Deadline.in(Duration.ZERO));
        }
        assertThatThrownBy(() -> all.acquire(DatabaseShare.CONTAINER, Deadline.in(Duration.ZERO)))
                .isInstanceOf(TimeoutException.class);
    }

    private void acquire(DatabaseShare share, Duration wait) throws InterruptedException, TimeoutException {
        permits.acquire(share, Deadline.in(wait));
    }

    private void acquireQuietly(DatabaseShare share) {
        try {
            acquire(share, Duration.ofSeconds(60));
        } catch (InterruptedException | TimeoutException e) {
            Thread.currentThread().interrupt();
        }
    }
}
