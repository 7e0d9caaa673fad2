package org.souk.itests.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.souk.itests.Await;

/**
 * Sixteen clients on two containers, with all kinds of faults: some order of the operations explains all answers and the content of the
 * database.
 */
class HistoryIT {
    private static final long SEED = Long.getLong("souk.history.seed", System.nanoTime());
    private static final long SECONDS = Long.getLong("souk.history.seconds", 180);
    private static final boolean LONG_FORM = SECONDS >= 600;
    /** To examine single faults: {@code -Dsouk.history.faults=CUT,HALF_OPEN}. */
    private static final List<Fault> CHOSEN = Arrays.stream(
                    System.getProperty("souk.history.faults", "").split(","))
            .filter(name -> !name.isEmpty())
            .map(Fault::valueOf)
            .toList();

    private static final Duration EACH = Duration.ofSeconds(SECONDS / 2);
    private static final int MEGABYTES = (int) Math.max(256, SECONDS);
    private static final Path FOLDER = Path.of(System.getProperty("souk.containers"));

    @Test
    @DisplayName("on Derby nothing is lost, nothing sold twice")
    void derby() throws Exception {
        try (Database database = new DerbyDatabase(FOLDER, MEGABYTES)) {
            check("history-on-derby", database);
        }
    }

    @Test
    @DisplayName("on PostgreSQL nothing is lost, nothing sold twice")
    void postgres() throws Exception {
        try (Database database = new PostgresDatabase(FOLDER, MEGABYTES)) {
            check("history-on-postgres", database);
        }
    }

    private static void check(String name, Database database) throws Exception {
        List<Fault> sorts = CHOSEN.isEmpty() ? List.of(Fault.values()) : CHOSEN;
        System.out.printf("%s: souk.history.seed=%d, %d s%n", name, SEED, EACH.toSeconds());
        try (Site site = new Site(name, database, FOLDER)) {
            History history = new History();
            Market market = new Market(site.tills(), history, Shop.SCARCE, Shop.PLENTY);
            Faults faults = new Faults(site, market, sorts, SEED, LONG_FORM);
            site.bank().failNowAndThen(SEED);
            try (market) {
                market.open(SEED);
                faults.run(EACH);
            }
            awaitDelivery(site);
            awaitPayments(site);
            market.readAll(new Random(SEED));
            Stored stored = stored(database);
            List<Finding> findings =
                    new ArrayList<>(new Checker(Shop.prices(), Shop.FIRST_NUMBER).check(history.operations(), stored));
            findings.addAll(Books.check(site.bank().accounts(), site.bank().told(), stored));
            System.out.println(faults.table() + "\n" + history.table() + "\n" + verdicts(findings));
            findings.forEach(System.out::println);
            complaints(site);
            assertThat(findings).as("%d findings", findings.size()).isEmpty();
            assertThat(faults.late()).as("came back late").isEmpty();
            assertThat(history.oddities()).as("answers that no fault excuses").isEmpty();
            assertThat(faults.areAllDone()).as("each sort of fault came").isTrue();
            assertThat(history.count(History.Ending.OK))
                    .as("answered operations")
                    .isGreaterThan((int) EACH.toSeconds() * 10);
            assertThat(stored.orders()).hasSizeGreaterThan((int) EACH.toSeconds() / 2);
        }
    }

    /** The last deliveries are counted in the database. */
    private static void awaitDelivery(Site site) throws SQLException {
        String scarce = Shop.SCARCE.get(0);
        try (Connection connection = site.database().connect()) {
            StoredReader reader = new StoredReader(connection, Shop.ID);
            List<Map<String, Stored.Level>> seen = new ArrayList<>();
            Await.until(Duration.ofSeconds(30), () -> "the last delivery is counted: " + seen, () -> {
                seen.clear();
                try {
                    seen.add(reader.stock());
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
                return seen.get(0).get(scarce).seed() == site.shop().figure(scarce);
            });
        }
    }

    /** Waits until leases of crashed containers ended, interrupted payments are settled, and all orders were reported to the listener. */
    private static void awaitPayments(Site site) throws SQLException {
        try (Connection connection = site.database().connect()) {
            StoredReader reader = new StoredReader(connection, Shop.ID);
            List<Object> left = new ArrayList<>();
            Await.until(Duration.ofSeconds(90), () -> "all payments are settled, all orders told: " + left, () -> {
                left.clear();
                try {
                    reader.payments().stream()
                            .filter(payment -> !Books.settled(List.of(payment)))
                            .forEach(left::add);
                    reader.read().orders().stream()
                            .map(Stored.Order::number)
                            .filter(number -> !site.bank().told().contains(number))
                            .forEach(left::add);
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
                return left.isEmpty();
            });
        }
    }

    private static Stored stored(Database database) throws SQLException {
        try (Connection connection = database.connect()) {
            return new StoredReader(connection, Shop.ID).read();
        }
    }

    private static String verdicts(List<Finding> findings) {
        return Arrays.stream(Finding.Kind.values())
                .map(kind -> kind.title() + " "
                        + findings.stream()
                                .filter(finding -> finding.kind() == kind)
                                .count())
                .collect(Collectors.joining(", "));
    }

    private static void complaints(Site site) {
        for (int i = 0; i < site.size(); i++) {
            site.container(i).complaints().forEach(line -> System.out.println("log: " + line));
        }
    }
}
