package org.souk.itests.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.souk.itests.Containers;

/**
 * The checker is worth something: where locks and keys are taken out of the database, one after another, harm is done and found.
 * On PostgreSQL, which lets a view take the place of a table, and a trigger that of a lock.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SelfCheckIT {
    private static final Path FOLDER = Path.of(System.getProperty("souk.containers"));
    private static final Duration EACH = Duration.ofSeconds(8);
    private static final int ROUNDS = 5;
    private static final long SEED = 20_261_126;

    /** Continues from test to test, because the shop does too. */
    private static final History HISTORY = new History();

    private static Database database;
    private static Site site;

    @BeforeAll
    static void start() {
        database = new PostgresDatabase(FOLDER, 256);
        site = new Site("history-unguarded", database, FOLDER);
    }

    @AfterAll
    static void stop() {
        Containers.closeAll(site, database);
    }

    @Test
    @Order(1)
    @DisplayName("the session's lock: the version of the cart stands in for it")
    void sessionLock() throws SQLException {
        without("sessions", "BEGIN RETURN NEW; END");
        assertThat(findings()).isEmpty();
    }

    @Test
    @Order(2)
    @DisplayName("the version of the cart as well: lines are lost, and it is found; orders hold")
    void cartVersion() throws SQLException {
        without(
                "carts",
                "BEGIN PERFORM pg_sleep(0.02); UPDATE guarded_carts SET cart_id = NEW.cart_id, is_open = NEW.is_open,"
                        + " version = NEW.version, changed_at = NEW.changed_at, last_write = NEW.last_write"
                        + " WHERE catalog = NEW.catalog AND session_key = NEW.session_key; RETURN NEW; END");
        assertThat(until(finding -> finding.kind() == Finding.Kind.LOST))
                .allMatch(finding -> finding.text().contains("no order of these operations"));
    }

    @Test
    @Order(3)
    @DisplayName("the counter's lock as well: the unique keys keep numbers apart")
    void counterLock() throws SQLException {
        without(
                "order_counters",
                "BEGIN PERFORM pg_sleep(0.02); UPDATE guarded_order_counters SET last_number = NEW.last_number"
                        + " WHERE catalog = NEW.catalog; RETURN NEW; END");
        assertThat(findings()).allMatch(finding -> finding.text().contains("no order of these operations"));
    }

    @Test
    @Order(4)
    @DisplayName("the unique keys of orders as well: numbers are given twice, and it is found")
    void keys() throws SQLException {
        execute(
                "ALTER TABLE order_lines DROP CONSTRAINT order_lines_catalog_order_number_fkey",
                "ALTER TABLE order_lines DROP CONSTRAINT order_lines_pkey",
                "ALTER TABLE orders DROP CONSTRAINT orders_pkey",
                "ALTER TABLE orders DROP CONSTRAINT orders_catalog_counter_value_key",
                "ALTER TABLE orders DROP CONSTRAINT orders_catalog_cart_id_key");
        assertThat(until(finding -> finding.text().contains("was given twice"))).isNotEmpty();
    }

    /** Runs until the checker finds that violation, or much longer than it should need. */
    private static List<Finding> until(Predicate<Finding> wanted) throws SQLException {
        for (int round = 0; round < ROUNDS; round++) {
            List<Finding> findings = findings();
            Optional<Finding> found = findings.stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                System.out.println(found.get());
                return findings;
            }
        }
        throw new AssertionError("the harm is not found");
    }

    /** From now on updates of that table do not lock what was read. */
    private static void without(String table, String instead) throws SQLException {
        execute(
                "ALTER TABLE " + table + " RENAME TO guarded_" + table,
                "CREATE VIEW " + table + " AS SELECT * FROM guarded_" + table,
                "CREATE FUNCTION unguarded_" + table + "() RETURNS trigger LANGUAGE plpgsql AS '" + instead + "'",
                "CREATE TRIGGER unguarded INSTEAD OF UPDATE ON " + table + " FOR EACH ROW EXECUTE FUNCTION unguarded_"
                        + table + "()");
    }

    private static void execute(String... statements) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'souk'");
        }
        site.awaitService(Duration.ofSeconds(10));
    }

    private static List<Finding> findings() throws SQLException {
        try (Market market = new Market(site.tills(), HISTORY, Shop.SCARCE, Shop.PLENTY).open(SEED)) {
            LockSupport.parkNanos(EACH.toNanos());
        }
        try (Connection connection = database.connect()) {
            Stored stored = new StoredReader(connection, Shop.ID).read();
            List<Finding> findings = new Checker(Shop.prices(), Shop.FIRST_NUMBER).check(HISTORY.operations(), stored);
            System.out.println(findings.size() + " findings of\n" + HISTORY.table());
            return findings;
        }
    }
}
