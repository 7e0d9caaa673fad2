package org.souk.admin.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.api.catalog.CatalogChange;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.Catalogs;
import org.souk.api.health.Health;
import org.souk.api.health.Health.Status;
import org.souk.api.health.HealthCheck;
import org.souk.api.host.HostPattern;
import org.souk.api.node.Node;
import org.souk.api.node.Peer;
import org.souk.api.node.Role;

final class ReadinessTest {
    private static final Duration PATIENCE = Duration.ofMillis(300);

    @ParameterizedTest
    @CsvSource({
        // catalogs settled, role, database, server, disk → status
        "true,  ALL,      UP,       UP,       UP,       up",
        "true,  ALL,      DEGRADED, UP,       UP,       degraded",
        "true,  ALL,      DOWN,     DOWN,     UP,       degraded",
        "true,  BROWSE,   DEGRADED, UP,       UP,       degraded",
        "true,  CHECKOUT, UP,       UP,       UP,       up",
        "true,  CHECKOUT, DEGRADED, UP,       UP,       down",
        "true,  CHECKOUT, DOWN,     UP,       UP,       down",
        "true,  ALL,      UP,       UP,       DEGRADED, degraded",
        "true,  ALL,      UP,       UP,       DOWN,     down",
        "false, ALL,      UP,       UP,       UP,       down",
    })
    void saysWhetherRequestsMayCome(
            boolean settled, Role role, Status database, Status server, Status disk, String status) {
        Readiness readiness = readiness(
                settled,
                role,
                check("database", database),
                check("database-server", server),
                check("disk", disk),
                check("catalogs", Status.UP));

        Report report = readiness.report();

        assertThat(report.status()).isEqualTo(status);
        assertThat(report.ready()).isEqualTo(!status.equals("down"));
        assertThat(report.checks())
                .extracting(Report.Entry::name)
                .containsExactly("catalogs", "database", "database-server", "disk");
    }

    @Test
    void whatIsNotThereYetIsSaid() {
        Report report = new Readiness(true, PATIENCE, Duration.ZERO).report();

        assertThat(report.ready()).isFalse();
        assertThat(report.checks())
                .extracting(Report.Entry::name, Report.Entry::status)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("catalogs", "down"),
                        org.assertj.core.groups.Tuple.tuple("database", "degraded"));
    }

    @ParameterizedTest
    @CsvSource({"UP, true", "DEGRADED, false", "DOWN, false"})
    void aDatabaseAloneIsReadyWhenItsServerIs(Status server, boolean ready) {
        Readiness readiness = new Readiness(false, PATIENCE, Duration.ZERO);
        readiness.checks = List.of(check("database-server", server), check("database", Status.DOWN));

        assertThat(readiness.report().ready()).isEqualTo(ready);
        readiness.checks = List.of();
        assertThat(readiness.report().ready()).isFalse();
    }

    @Test
    void aDatabaseOfItsOwnIsAwaitedWhileItStartsAndOnlyThen() {
        Readiness readiness = new Readiness(true, PATIENCE, Duration.ofMinutes(5));
        readiness.catalogs = new Settled(true);
        readiness.checks = List.of(
                check("catalogs", Status.UP),
                check("database", Status.DEGRADED),
                check("database-server", Status.DEGRADED));
        assertThat(readiness.report().ready()).isFalse();
        readiness.checks = List.of(
                check("catalogs", Status.UP),
                check("database", Status.DEGRADED),
                check("database-server", Status.DOWN));
        assertThat(readiness.report().status()).isEqualTo("degraded");
        readiness.checks = List.of(
                check("catalogs", Status.UP), check("database", Status.UP), check("database-server", Status.UP));
        assertThat(readiness.report().status()).isEqualTo("up");
        readiness.checks = List.of(
                check("catalogs", Status.UP), check("database", Status.DEGRADED), check("database-server", Status.UP));
        assertThat(readiness.report().status()).isEqualTo("degraded");
    }

    @Test
    void aCheckThatHangsOrThrowsIsDownAndTheOthersAreTold() {
        CountDownLatch never = new CountDownLatch(1);
        HealthCheck hangs = check("hangs", () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Health(Status.UP, "");
        });
        HealthCheck throwing = check("throws", () -> {
            throw new IllegalStateException("broken");
        });
        Readiness readiness =
                readiness(true, Role.ALL, hangs, throwing, check("catalogs", Status.UP), check("database", Status.UP));

        for (int i = 0; i < 3; i++) {
            assertThat(readiness.report().checks())
                    .extracting(Report.Entry::status)
                    .containsExactly("up", "up", "down", "down");
        }
        never.countDown();
        readiness.close();
    }

    @Test
    void manyThatHangDoNotHarmLaterOnes() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        List<HealthCheck> checks = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            checks.add(check("hangs", () -> {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return new Health(Status.UP, "");
            }));
        }
        try (CheckRun run = new CheckRun(PATIENCE)) {
            assertThat(run.all(checks)).extracting(Report.Entry::status).containsOnly("down");
            never.countDown();
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (run.all(checks.subList(0, 5)).stream().anyMatch(entry -> !entry.is(Status.UP))
                    && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(run.all(checks.subList(0, 5)))
                    .extracting(Report.Entry::status)
                    .containsOnly("up");
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0, UP", "9999999999, 0, DEGRADED", "9999999999, 9999999998, DOWN"})
    void theDiskHasThresholds(long low, long least, Status status) {
        assertThat(new DiskCheck(Path.of("."), low, least).check().status()).isEqualTo(status);
    }

    private static Readiness readiness(boolean settled, Role role, HealthCheck... checks) {
        Readiness readiness = new Readiness(true, PATIENCE, Duration.ZERO);
        readiness.checks = List.of(checks);
        readiness.catalogs = new Settled(settled);
        readiness.node = new Here(role);
        return readiness;
    }

    private static HealthCheck check(String name, Status status) {
        return check(name, () -> new Health(status, ""));
    }

    private static HealthCheck check(String name, Supplier<Health> health) {
        return new HealthCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Health check() {
                return health.get();
            }
        };
    }

    private record Settled(boolean settled) implements Catalogs {
        @Override
        public List<CatalogStatus> list() {
            return List.of();
        }

        @Override
        public Optional<CatalogStatus> find(CatalogId id) {
            return Optional.empty();
        }

        @Override
        public CheckReport check(Path path) {
            throw new IllegalArgumentException();
        }

        @Override
        public CatalogChange park(CatalogId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CatalogChange resume(CatalogId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CatalogChange rollback(CatalogId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CatalogChange addHost(CatalogId id, HostPattern host) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CatalogChange removeHost(CatalogId id, HostPattern host) {
            throw new UnsupportedOperationException();
        }
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
