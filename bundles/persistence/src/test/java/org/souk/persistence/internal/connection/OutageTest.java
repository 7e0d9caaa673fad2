package org.souk.persistence.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.session.SessionKey;
import org.souk.api.store.CartStore;
import org.souk.itests.Await;
import org.souk.itests.FreePorts;
import org.souk.persistence.internal.cart.SqlCartStore;
import org.souk.persistence.internal.transaction.DatabaseCall;

/** The database starts late, crashes, freezes and returns: calls answer in time, and no restart is needed. */
class OutageTest {
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final Duration HEAL = Duration.ofSeconds(5);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final int THREADS = 4;

    @Test
    void comesLateDiesAndComesBack() throws Exception {
        try (DerbyProcess derby = new DerbyProcess()) {
            SharedDatabase database =
                    new SharedDatabase(TestDatabase.direct(derby.url("souk"), "souk", derby.password()), THREADS);
            CartStore carts = new SqlCartStore(database);
            Shop shop = new Shop(carts);
            SessionKey session = Shop.newSession();
            assertThat(refused(carts, shop)).isLessThan(AT_ONCE);
            assertThat(health(database, false)).isEqualTo(Result.Status.WARN);
            assertThat(health(database, true)).isEqualTo(Result.Status.CRITICAL);

            derby.start();
            Await.until(HEAL, () -> works(carts, shop, session));
            // reported a moment after the first successful call
            Await.until(HEAL, () -> health(database, true) == Result.Status.OK);
            assertThat(database.status().schema()).isPositive();
            shop.add(session, true, "a", 1);

            derby.kill();
            List<Duration> answers = Crowd.of(20, 20, i -> refused(carts, shop));
            assertThat(answers).allSatisfy(time -> assertThat(time).isLessThan(ANSWER));
            Await.until(() -> !database.status().reachable());
            assertThat(refused(carts, shop)).isLessThan(AT_ONCE);

            derby.start();
            Await.until(HEAL, () -> works(carts, shop, session));
            assertThat(Shop.pieces(carts.find(shop.id, session).orElseThrow())).isEqualTo(1);
            assertThat(Crowd.of(8, 40, i -> works(carts, shop, session))).containsOnly(true);
            Await.until(HEAL, () -> database.connectionsInUse() == 0);
            database.close();
        }
    }

    @Test
    void aCallThatIsUnderWayGoesOnWhenItIsBack() throws Exception {
        try (DerbyProcess derby = new DerbyProcess().start()) {
            SharedDatabase database =
                    new SharedDatabase(TestDatabase.direct(derby.url("souk"), "souk", derby.password()), THREADS);
            Await.until(() -> database.status().reachable());
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch killed = new CountDownLatch(1);
            DatabaseCall task = DatabaseCall.repeatable("wait for it").within(Duration.ofMinutes(2));
            FutureTask<Integer> call = new FutureTask<>(() -> database.run(task, unit -> {
                begun.countDown();
                Await.until(() -> killed.getCount() == 0);
                return unit.sql().first("VALUES 7", row -> row.getInt(1)).orElseThrow();
            }));
            new Thread(call, "a call").start();
            begun.await();
            derby.kill();
            killed.countDown();
            Await.until(() -> !database.status().reachable());
            assertThat(call.isDone()).isFalse();
            derby.start();
            assertThat(call.get()).isEqualTo(7);
            database.close();
        }
    }

    @Test
    void freezesAndThaws() throws Exception {
        try (DerbyProcess derby = new DerbyProcess().start()) {
            SharedDatabase database =
                    new SharedDatabase(TestDatabase.direct(derby.url("souk"), "souk", derby.password()), THREADS);
            Await.until(() -> database.status().reachable());
            CartStore carts = new SqlCartStore(database);
            Shop shop = new Shop(carts);
            SessionKey session = shop.sessionWith("a", 1);
            for (int round = 0; round < 2; round++) {
                derby.freeze();
                List<Duration> answers = Crowd.of(40, 40, i -> refused(carts, shop));
                assertThat(answers).allSatisfy(time -> assertThat(time).isLessThan(ANSWER));
                assertThat(database.busy()).isLessThanOrEqualTo(THREADS);
                Await.until(Duration.ofSeconds(5), () -> !database.status().reachable());
                assertThat(refused(carts, shop)).isLessThan(AT_ONCE);

                derby.thaw();
                Await.until(HEAL, () -> works(carts, shop, session));
                Await.until(HEAL, () -> database.busy() == 0);
                assertThat(Crowd.of(8, 40, i -> works(carts, shop, session))).containsOnly(true);
                Await.until(HEAL, () -> database.connectionsInUse() == 0);
            }
            database.close();
        }
    }

    @Test
    void aHostThatVanishedHoldsNoThreads() throws Exception {
        try (DerbyProcess derby = new DerbyProcess().start();
                Wire wire = new Wire(derby.port())) {
            String url = "jdbc:derby://127.0.0.1:" + wire.port() + "/souk";
            SharedDatabase database = new SharedDatabase(TestDatabase.direct(url, "souk", derby.password()), THREADS);
            Await.until(() -> database.status().reachable());
            CartStore carts = new SqlCartStore(database);
            Shop shop = new Shop(carts);
            SessionKey session = shop.sessionWith("a", 1);
            for (int round = 0; round < 2; round++) {
                Crowd.of(THREADS, THREADS, i -> works(carts, shop, session));
                wire.cut();
                List<Duration> answers = Crowd.of(20, 20, i -> refused(carts, shop));
                assertThat(answers).allSatisfy(time -> assertThat(time).isLessThan(ANSWER));
                Await.until(HEAL, () -> !database.status().reachable());

                wire.mend();
                Await.until(HEAL, () -> works(carts, shop, session));
                assertThat(Crowd.of(8, 40, i -> works(carts, shop, session))).containsOnly(true);
            }
            wire.close();
            database.close();
        }
    }

    @Test
    void aSilentPostgresIsGivenUpWhereNothingMayTakeLong() throws Exception {
        UnpooledDataSource patient = (UnpooledDataSource) TestDatabase.POSTGRES.plain();
        try (Connection some = patient.getConnection();
                Connection pooled = patient.withSocketTimeout().getConnection()) {
            assertThat(some.getNetworkTimeout()).isZero();
            assertThat(pooled.getNetworkTimeout()).isBetween(10_000, 60_000);
        }
    }

    @Test
    void postgresGoesAndComesBack() throws Exception {
        Path data = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "pg");
        int port = FreePorts.take();
        SharedDatabase database = new SharedDatabase(
                TestDatabase.direct("jdbc:postgresql://localhost:" + port + "/postgres", "postgres", ""), THREADS);
        CartStore carts = new SqlCartStore(database);
        Shop shop = new Shop(carts);
        assertThat(refused(carts, shop)).isLessThan(AT_ONCE);
        SessionKey session = Shop.newSession();
        for (int round = 0; round < 2; round++) {
            try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .start()) {
                Await.until(HEAL, () -> works(carts, shop, session));
                assertThat(Shop.pieces(shop.add(session, round == 0, "a", 1))).isEqualTo(round + 1);
                assertThat(server.getPort()).isEqualTo(port);
            }
            assertThat(refused(carts, shop)).isLessThan(ANSWER);
        }
        database.close();
    }

    @Test
    void aWrongPasswordIsToldWithWhatToDo() throws Exception {
        try (DerbyProcess derby = new DerbyProcess().start()) {
            SharedDatabase database =
                    new SharedDatabase(TestDatabase.direct(derby.url("souk"), "souk", "wrong-secret"), THREADS);
            Await.until(() -> database.status().detail().contains("SOUK_DB_PASSWORD"));
            assertThat(database.status().toString()).doesNotContain("wrong-secret");
            database.close();
        }
    }

    @Test
    void aServerWithoutTheDatabaseIsNoWrongPassword() throws Exception {
        try (DerbyProcess derby = new DerbyProcess().start()) {
            SharedDatabase database =
                    new SharedDatabase(TestDatabase.direct(derby.url("gone"), "souk", derby.password()), THREADS);
            Await.until(() -> database.status().detail().contains("has no database open"));
            database.close();
        }
    }

    private static boolean works(CartStore carts, Shop shop, SessionKey session) {
        try {
            carts.find(shop.id, session);
            return true;
        } catch (DatabaseUnavailableException e) {
            return false;
        }
    }

    /** How long it took to be refused. */
    private static Duration refused(CartStore carts, Shop shop) {
        SessionKey session = Shop.newSession();
        long begin = System.nanoTime();
        try {
            carts.find(shop.id, session);
        } catch (DatabaseUnavailableException e) {
            return Duration.ofNanos(System.nanoTime() - begin);
        }
        throw new AssertionError("a call was answered while the database was away");
    }

    private static Result.Status health(SharedDatabase database, boolean checkout) {
        return new DatabaseHealth(database, checkout).execute().getStatus();
    }
}
