package org.souk.admin.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.ServiceRegistration;
import org.souk.api.catalog.Catalogs;
import org.souk.api.node.Node;
import org.souk.api.node.Peer;
import org.souk.api.node.Role;
import org.souk.itests.Await;
import org.souk.itests.Stubs;

final class ReadinessTest {
    private static final Duration TIMEOUT = Duration.ofMillis(300);

    @TempDir
    Path folder;

    private HealthRegistry registry;

    @BeforeEach
    void start() throws Exception {
        registry = new HealthRegistry(folder);
    }

    @AfterEach
    void stop() throws Exception {
        registry.close();
    }

    @ParameterizedTest
    @CsvSource({
        // catalogs settled, role, database, server, disk → status
        "true,  ALL,      UP,       UP,       UP,       UP",
        "true,  ALL,      DEGRADED, UP,       UP,       DEGRADED",
        "true,  ALL,      DOWN,     DOWN,     UP,       DEGRADED",
        "true,  BROWSE,   DEGRADED, UP,       UP,       DEGRADED",
        "true,  CHECKOUT, UP,       UP,       UP,       UP",
        "true,  CHECKOUT, DEGRADED, UP,       UP,       DOWN",
        "true,  CHECKOUT, DOWN,     UP,       UP,       DOWN",
        "true,  ALL,      UP,       UP,       DEGRADED, DEGRADED",
        "true,  ALL,      UP,       UP,       DOWN,     DOWN",
        "false, ALL,      UP,       UP,       UP,       DOWN",
    })
    void saysWhetherRequestsMayCome(
            boolean settled, Role role, Status database, Status server, Status disk, Status status) {
        add("database", database);
        add("database-server", server);
        add("disk", disk);
        add("catalogs", Status.UP);
        Readiness readiness = readiness(settled, role);

        Report report = readiness.report();

        assertThat(report.status()).isEqualTo(status);
        assertThat(report.ok()).isEqualTo(status != Status.DOWN);
        assertThat(report.checks())
                .extracting(Report.Entry::name)
                .containsExactly("catalogs", "database", "database-server", "disk");
    }

    @Test
    void whatIsNotThereYetIsSaid() {
        Report report = new Readiness(registry.executor(), true, TIMEOUT, Duration.ZERO).report();

        assertThat(report.ok()).isFalse();
        assertThat(report.checks())
                .extracting(Report.Entry::name, Report.Entry::status)
                .containsExactly(Tuple.tuple("catalogs", Status.DOWN), Tuple.tuple("database", Status.DEGRADED));
    }

    @ParameterizedTest
    @CsvSource({"UP, true", "DEGRADED, false", "DOWN, false"})
    void aDatabaseAloneIsReadyWhenItsServerIs(Status server, boolean ready) {
        Readiness readiness = new Readiness(registry.executor(), false, TIMEOUT, Duration.ZERO);
        Registered check = add("database-server", server);
        add("database", Status.DOWN);

        assertThat(readiness.report().ok()).isEqualTo(ready);
        check.remove();
        assertThat(readiness.report().ok()).isFalse();
    }

    @Test
    void aDatabaseOfItsOwnIsAwaitedWhileItStartsAndOnlyThen() {
        Readiness readiness = new Readiness(registry.executor(), true, TIMEOUT, Duration.ofMinutes(5));
        readiness.catalogs = catalogs(true);
        add("catalogs", Status.UP);
        Registered database = add("database", Status.DEGRADED);
        Registered server = add("database-server", Status.DEGRADED);
        assertThat(readiness.report().ok()).isFalse();
        server.status = Status.DOWN;
        assertThat(readiness.report().status()).isEqualTo(Status.DEGRADED);
        server.status = Status.UP;
        database.status = Status.UP;
        assertThat(readiness.report().status()).isEqualTo(Status.UP);
        database.status = Status.DEGRADED;
        assertThat(readiness.report().status()).isEqualTo(Status.DEGRADED);
    }

    @Test
    void aCheckOfAnyBundleCountsAndLeavesWithIt() {
        add("catalogs", Status.UP);
        add("database", Status.UP);
        Readiness readiness = readiness(true, Role.ALL);
        HealthCheck warehouse = () -> new Result(Result.Status.TEMPORARILY_UNAVAILABLE, "the warehouse is closed");
        var registration = registry.add(warehouse, Map.of(HealthCheck.NAME, "warehouse", HealthCheck.TAGS, "acme"));

        Report report = readiness.report();

        assertThat(report.status()).isEqualTo(Status.DOWN);
        assertThat(report.checks()).contains(new Report.Entry("warehouse", Status.DOWN, "the warehouse is closed"));
        registration.unregister();
        assertThat(readiness.report().status()).isEqualTo(Status.UP);
    }

    @Test
    void tagsSayWhereACheckAppears() {
        HealthCheck broken = () -> new Result(Result.Status.CRITICAL, "broken");
        registry.add(broken, Map.of(HealthCheck.NAME, "plain"));
        registry.add(broken, Map.of(HealthCheck.NAME, "alive", HealthCheck.TAGS, "live"));
        registry.add(broken, Map.of(HealthCheck.NAME, "costly", HealthCheck.TAGS, new String[] {"diagnostic", "acme"}));

        assertThat(readiness(true, Role.ALL).report().checks())
                .extracting(Report.Entry::name)
                .containsExactly("alive", "catalogs", "database", "plain");
        Report live = new Liveness(registry.executor()).report();
        assertThat(live).isEqualTo(new Report(Status.DOWN, List.of(new Report.Entry("alive", Status.DOWN, "broken"))));
        assertThat(live.ok()).isFalse();
    }

    @Test
    void aCheckIsAskedAsOftenAsItsPropertiesSay() {
        AtomicInteger fresh = new AtomicInteger();
        AtomicInteger cached = new AtomicInteger();
        registry.add(
                () -> new Result(Result.Status.OK, "asked " + fresh.incrementAndGet()),
                Map.of(HealthCheck.NAME, "fresh", HealthCheck.RESULT_CACHE_TTL_IN_MS, 0L));
        registry.add(
                () -> new Result(Result.Status.OK, "asked " + cached.incrementAndGet()),
                Map.of(HealthCheck.NAME, "cached", HealthCheck.RESULT_CACHE_TTL_IN_MS, 600_000L));
        Readiness readiness = readiness(true, Role.ALL);

        for (int i = 0; i < 3; i++) {
            readiness.report();
        }

        assertThat(fresh).hasValue(3);
        assertThat(cached).hasValue(1);
    }

    @Test
    @Timeout(30)
    void aCheckThatHangsOrThrowsIsDownAndTheOthersAreTold() {
        CountDownLatch never = new CountDownLatch(1);
        add("catalogs", Status.UP);
        add("database", Status.UP);
        registry.add(hanging(never), Map.of(HealthCheck.NAME, "hangs"));
        registry.add(
                () -> {
                    throw new IllegalStateException("broken");
                },
                Map.of(HealthCheck.NAME, "throws"));
        registry.add(
                () -> {
                    throw new NoClassDefFoundError("gone");
                },
                Map.of(HealthCheck.NAME, "throws an error"));
        Readiness readiness = readiness(true, Role.ALL);

        for (int i = 0; i < 3; i++) {
            long begin = System.nanoTime();
            assertThat(readiness.report().checks())
                    .extracting(Report.Entry::status, Report.Entry::detail)
                    .containsExactly(
                            Tuple.tuple(Status.UP, ""),
                            Tuple.tuple(Status.UP, ""),
                            Tuple.tuple(Status.DOWN, "did not answer within 300 ms"),
                            Tuple.tuple(Status.DOWN, "failed: java.lang.IllegalStateException: broken"),
                            Tuple.tuple(Status.DOWN, "failed: java.lang.NoClassDefFoundError: gone"));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(TIMEOUT.plusSeconds(2));
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .filteredOn("HealthCheck hangs"::equals)
                .hasSize(1);
        never.countDown();
    }

    @Test
    @Timeout(30)
    void aCheckWithAnIntervalOfItsOwnIsDownOnceItHangs() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        HealthCheck first = () -> new Result(Result.Status.OK, "first run");
        HealthCheck check = () ->
                runs.incrementAndGet() == 1 ? first.execute() : hanging(never).execute();
        registry.add(check, Map.of(HealthCheck.NAME, "warehouse", HealthCheck.ASYNC_INTERVAL_IN_SEC, 1L));
        HealthChecks all = new HealthChecks(registry.executor(), TIMEOUT, "-diagnostic");

        Report.Entry hangs = new Report.Entry("warehouse", Status.DOWN, "did not answer within 2 s");
        List<Report.Entry> seen = new ArrayList<>();
        Await.until(Duration.ofSeconds(20), () -> {
            seen.addAll(all.run());
            return seen.contains(hangs);
        });

        assertThat(seen).contains(new Report.Entry("warehouse", Status.UP, "first run"));
        assertThat(runs).hasValue(2);
        never.countDown();
    }

    @Test
    void aPropertyOfTheWrongTypeIsReported() {
        add("catalogs", Status.UP);
        add("database", Status.UP);
        Readiness readiness = readiness(true, Role.ALL);
        var registration = registry.add(
                () -> new Result(Result.Status.OK, ""), Map.of(HealthCheck.RESULT_CACHE_TTL_IN_MS, "5000"));

        Report report = readiness.report();

        assertThat(report.status()).isEqualTo(Status.DEGRADED);
        assertThat(report.checks())
                .extracting(Report.Entry::name)
                .containsExactly("catalogs", "database", "health-checks");
        assertThat(report.checks())
                .extracting(Report.Entry::detail)
                .anyMatch(detail ->
                        detail.startsWith("only Souk's own checks ran; a property of another one has the wrong"
                                + " type: java.lang.ClassCastException"));
        registration.unregister();
        assertThat(readiness.report().status()).isEqualTo(Status.UP);
    }

    @Test
    @Timeout(60)
    void manyThatHangDoNotHarmLaterOnes() {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 40; i++) {
            registry.add(hanging(never), Map.of(HealthCheck.NAME, "hangs", HealthCheck.RESULT_CACHE_TTL_IN_MS, 0L));
        }
        HealthChecks all = new HealthChecks(registry.executor(), TIMEOUT, "-diagnostic");
        assertThat(all.run()).hasSize(40).extracting(Report.Entry::status).containsOnly(Status.DOWN);

        never.countDown();

        Await.until(Duration.ofSeconds(20), () -> all.run().stream().allMatch(entry -> entry.is(Status.UP)));
        assertThat(all.run()).hasSize(40).extracting(Report.Entry::status).containsOnly(Status.UP);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, OK", "9999999999, 0, WARN", "9999999999, 9999999998, CRITICAL"})
    void theDiskHasThresholds(long low, long least, Result.Status status) {
        assertThat(new DiskCheck(Path.of("."), low, least).execute().getStatus())
                .isEqualTo(status);
    }

    private Readiness readiness(boolean settled, Role role) {
        Readiness readiness = new Readiness(registry.executor(), true, TIMEOUT, Duration.ZERO);
        readiness.catalogs = catalogs(settled);
        readiness.node = new Here(role);
        return readiness;
    }

    private static HealthCheck hanging(CountDownLatch never) {
        return () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Result(Result.Status.OK, "");
        };
    }

    private Registered add(String name, Status status) {
        return new Registered(registry, name, status);
    }

    /** A check of Souk's own kind: asked anew each time. */
    private static final class Registered {
        private final ServiceRegistration<HealthCheck> registration;
        private volatile Status status;

        Registered(HealthRegistry registry, String name, Status status) {
            this.status = status;
            registration = registry.add(
                    () -> new Result(result(this.status), ""),
                    Map.of(HealthCheck.NAME, name, HealthCheck.RESULT_CACHE_TTL_IN_MS, 0L));
        }

        void remove() {
            registration.unregister();
        }

        private static Result.Status result(Status status) {
            return switch (status) {
                case UP -> Result.Status.OK;
                case DEGRADED -> Result.Status.WARN;
                case DOWN -> Result.Status.CRITICAL;
            };
        }
    }

    private static Catalogs catalogs(boolean settled) {
        return Stubs.of(Catalogs.class, (method, arguments) -> switch (method) {
            case "settled" -> settled;
            case "list" -> List.of();
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private record Here(Role role) implements Node {
        @Override
        public String name() {
            return "here";
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public Optional<String> checkoutUrl() {
            return Optional.empty();
        }

        @Override
        public Optional<java.net.URI> checkoutUrl(org.souk.api.catalog.CatalogId catalog) {
            return checkoutUrl().map(java.net.URI::create);
        }

        @Override
        public List<Peer> peers() {
            return List.of();
        }

        @Override
        public Optional<byte[]> secret(String name) {
            return Optional.empty();
        }
    }
}
