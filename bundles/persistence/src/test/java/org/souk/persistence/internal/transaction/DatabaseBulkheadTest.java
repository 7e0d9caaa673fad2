package org.souk.persistence.internal.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.itests.Await;

class DatabaseBulkheadTest {
    private final DatabaseBulkhead gate = new DatabaseBulkhead(2, () -> {});

    @Test
    @DisplayName("a call that waits for a login goes on through the pool that the gate was opened with meanwhile")
    void waitsOverAnOpening() {
        gate.open(through(() -> {
            gate.open(through(DatabaseBulkheadTest::connection));
            throw new SQLTransientConnectionException("nobody there");
        }));
        assertThat(answer()).isEqualTo("done");
    }

    @Test
    @DisplayName("a call that comes upon a pool which was just closed takes the one in its place")
    void closedMeanwhile() {
        gate.open(through(() -> {
            gate.open(through(DatabaseBulkheadTest::connection));
            throw new SQLException("the pool has been closed");
        }));
        assertThat(answer()).isEqualTo("done");
    }

    @Test
    @DisplayName("a call whose thread was left behind goes on through the connections of those in its place")
    void waitsOverARenewal() {
        gate.open(through(() -> {
            gate.renew(through(DatabaseBulkheadTest::connection), () -> {});
            throw new SQLTransientConnectionException("nobody there");
        }));
        assertThat(answer()).isEqualTo("done");
    }

    @Test
    @DisplayName("a call that waits for a thread gets one of those that take the place of the hanging ones")
    void waitsForAThreadOverARenewal() throws Exception {
        gate.open(through(DatabaseBulkheadTest::connection));
        ExecutorService shoppers = Executors.newCachedThreadPool();
        CompletableFuture<Void> end = new CompletableFuture<>();
        DatabaseCall call = DatabaseCall.once("call").within(Duration.ofSeconds(20));
        try {
            Future<String> hanging =
                    shoppers.submit(() -> gate.run(call.forShare(new DatabaseShare("tack", "a")), unit -> {
                        end.join();
                        return "done";
                    }));
            Await.until(() -> gate.busy() == 1);
            List<Future<String>> waiting = Stream.of("b", "c")
                    .map(session -> shoppers.submit(
                            () -> gate.run(call.forShare(new DatabaseShare("tack", session)), unit -> session)))
                    .toList();
            Await.until(() -> gate.waiting() == 2);
            gate.renew(through(DatabaseBulkheadTest::connection), () -> {});
            assertThat(waiting.get(0).get(5, TimeUnit.SECONDS)).isEqualTo("b");
            assertThat(waiting.get(1).get(5, TimeUnit.SECONDS)).isEqualTo("c");
            assertThat(hanging).isNotDone();
            end.complete(null);
            assertThat(hanging.get(20, TimeUnit.SECONDS)).isEqualTo("done");
        } finally {
            end.complete(null);
            shoppers.shutdownNow();
        }
    }

    @Test
    @DisplayName("what would fail again is not tried again while the pool is the same")
    void lastingFailure() {
        AtomicInteger tries = new AtomicInteger();
        gate.open(through(() -> {
            tries.incrementAndGet();
            throw new SQLException("no such table", "42X05");
        }));
        assertThatThrownBy(this::answer).isInstanceOf(DatabaseUnavailableException.class);
        assertThat(tries).hasValue(1);
    }

    @Test
    @DisplayName("a gate that calls have shut does not tell what shut it before")
    void reasonOfAnotherOutage() {
        assertThatThrownBy(this::answer).hasMessageEndingWith("not connected yet");
        gate.shut("an older outage");
        assertThatThrownBy(this::answer).hasMessageEndingWith("an older outage");
        gate.open(through(() -> {
            throw new SQLTransientConnectionException("nobody there");
        }));
        DatabaseCall brief = DatabaseCall.once("answer").within(Duration.ofMillis(20));
        Await.until(() -> {
            assertThatThrownBy(() -> gate.run(brief, unit -> "done")).isInstanceOf(DatabaseUnavailableException.class);
            return !gate.isOpen();
        });
        assertThatThrownBy(this::answer).hasMessageEndingWith("calls lost their connections");
        gate.shut("a newer outage");
        assertThatThrownBy(this::answer).hasMessageEndingWith("a newer outage");
    }

    @Test
    @DisplayName("whatever a call comes to while the container stops, the database is away for it")
    void stopping() {
        gate.open(through(DatabaseBulkheadTest::connection));
        assertThatThrownBy(() -> gate.run(DatabaseCall.once("answer"), unit -> {
                    gate.close();
                    throw new NullPointerException("Derby's client, of a connection that has gone");
                }))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("stopping");
    }

    @ParameterizedTest
    @CsvSource({"tack, false", "tack, true"})
    @DisplayName("calls of one shop or session that hang or flood do not delay another shop")
    void floods(String shop, boolean oneSession) throws Exception {
        DatabaseBulkhead ten = new DatabaseBulkhead(10, () -> {});
        ten.open(through(DatabaseBulkheadTest::connection));
        CompletableFuture<Void> end = new CompletableFuture<>();
        ExecutorService shoppers = Executors.newCachedThreadPool();
        try {
            for (int i = 0; i < 120; i++) {
                DatabaseShare share = new DatabaseShare(shop, oneSession ? "one" : "s" + i);
                shoppers.execute(() -> assertThatThrownBy(() -> ten.run(
                                DatabaseCall.once("hang")
                                        .within(Duration.ofSeconds(20))
                                        .forShare(share),
                                unit -> {
                                    end.join();
                                    throw new IllegalStateException("ended");
                                }))
                        .isInstanceOf(RuntimeException.class));
            }
            Await.until(() -> ten.busy() == (oneSession ? FairPermits.SESSION_CALLS : 8));
            long start = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                DatabaseCall other = DatabaseCall.once("answer").forShare(new DatabaseShare("bakery", "s"));
                assertThat(ten.<String>run(other, unit -> "done")).isEqualTo("done");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        } finally {
            end.complete(null);
            shoppers.shutdown();
            assertThat(shoppers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            ten.close();
        }
    }

    @Test
    @DisplayName(
            "a call that gets no thread in time tells that the calls of its shop wait, not that the database is slow")
    void waitsTooLong() throws Exception {
        gate.open(through(DatabaseBulkheadTest::connection));
        CompletableFuture<Void> end = new CompletableFuture<>();
        CompletableFuture<String> first = CompletableFuture.supplyAsync(
                () -> gate.run(DatabaseCall.once("hang").forShare(new DatabaseShare("tack", "a")), unit -> {
                    end.join();
                    return "done";
                }));
        Await.until(() -> gate.busy() == 1);
        DatabaseCall second =
                DatabaseCall.once("late").within(Duration.ofMillis(20)).forShare(new DatabaseShare("tack", "b"));
        assertThatThrownBy(() -> gate.run(second, unit -> "done"))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessage("late: too many calls of the shop tack wait for the database");
        end.complete(null);
        assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo("done");
    }

    private String answer() {
        return gate.run(DatabaseCall.once("answer"), unit -> "done");
    }

    private interface Pool {
        Connection connection() throws SQLException;
    }

    private static Connections through(Pool pool) {
        return new Connections(
                (DataSource) Proxy.newProxyInstance(
                        DatabaseBulkheadTest.class.getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (proxy, method, values) -> switch (method.getName()) {
                            case "getConnection" -> pool.connection();
                            case "equals" -> proxy == values[0];
                            default -> throw new UnsupportedOperationException(method.getName());
                        }),
                null);
    }

    /** A stub that the test controls. */
    private static Connection connection() {
        return (Connection) Proxy.newProxyInstance(
                DatabaseBulkheadTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, values) -> null);
    }
}
