package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.derby.client.BasicClientDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two versions of the tables side by side: the newer container migrates while the older one takes orders, and the other way round. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RollingRestartIT {
    private static final String HOST = "rolling.localhost";
    private static final String FILE = "099-try.sql";
    private static final Duration BACK = Duration.ofSeconds(30);
    private static Container database;
    private static Container older;
    private static Container newer;
    private static Map<String, String> settings;
    private static String step;

    private final Queue<String> placed = new ConcurrentLinkedQueue<>();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private volatile boolean open = true;

    @BeforeAll
    static void start() {
        Path deploy = Distribution.empty("rolling-deploy");
        new ShopFiles("rolling", HOST).products(3, "10.00", 1_000_000).drop(deploy);
        database = Container.start("rolling-database", Map.of("SOUK_DB_SERVER", "only"));
        settings = database.sharing(Map.of("SOUK_DEPLOY", deploy.toString()));
        older = Container.start("rolling-a", settings);
        awaitService(older);
        step = "-- compatible-from: " + NewerSchema.newestOfThisBuild(older.home())
                + "\nALTER TABLE orders ADD COLUMN wish VARCHAR(200);\n"
                + "CREATE TABLE wishes (id INTEGER NOT NULL PRIMARY KEY);\n";
    }

    @AfterAll
    static void stop() {
        Containers.closeAll(older, newer, database);
    }

    @Test
    @Order(1)
    @DisplayName("the newer one takes its step while the older one takes orders: no request fails on either")
    void migratedUnderLoad() throws InterruptedException {
        Thread shoppers = buying(older);
        newer = Container.launch(NewerSchema.unpack("rolling-b", FILE, step), "rolling-b", settings);
        newer.awaitReady();
        awaitService(newer);
        assertThat(newer.read("data/log/karaf.log")).contains("The database takes step " + FILE);
        Thread others = buying(newer);
        ordersMore(100);
        open = false;
        shoppers.join();
        others.join();
        assertThat(failed).isEmpty();
        assertThat(older.complaints()).isEmpty();
        assertThat(newer.complaints()).isEmpty();
        assertNumbersRunOn();
    }

    @Test
    @Order(2)
    @DisplayName("the older one starts beside tables that it does not know but can work with, and serves")
    void olderStartsLater() {
        older.close();
        older = older.again();
        awaitService(older);
        assertThat(older.read("data/log/karaf.log")).contains("step 99)");
        assertThat(older.complaints()).isEmpty();
    }

    @Test
    @Order(3)
    @DisplayName("it is stopped, and the newer distribution goes on in its place, while shoppers buy at the other one")
    void olderBecomesNewer() throws Exception {
        Thread shoppers = buying(newer);
        older.close();
        Container replaced = Container.launch(unpackFor(older), "rolling-a", samePorts(older));
        try {
            replaced.awaitReady();
            awaitService(replaced);
            ordersMore(20);
            open = false;
            shoppers.join();
        } finally {
            replaced.close();
        }
        assertThat(failed).isEmpty();
        assertThat(replaced.complaints()).isEmpty();
        assertNumbersRunOn();
    }

    @Test
    @Order(4)
    @DisplayName("the older one refuses tables that need a newer one, says so, serves pages, and sells nothing")
    void incompatible() throws SQLException {
        execute("UPDATE schema_steps SET compatible_from = 99 WHERE step = 99");
        older = older.relaunch();
        String told = "the database has tables of step 99, which need a container that knows step 99 at least";
        Await.until(BACK, () -> "it says why: " + ready(older), () -> ready(older)
                .body()
                .contains(told));
        assertThat(older.read("data/log/karaf.log")).contains(" is not used: " + told);
        assertThat(older.complaints()).hasSize(1);
        Await.until(
                BACK, () -> "pages", () -> Http.get(older.httpPort(), HOST, "/").status() == 200);
        Http.Answer refused = older.shopper(HOST).add("SKU-1", 1).raw();
        assertThat(refused.status()).as(refused.toString()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(newer.shopper(HOST).add("SKU-1", 1).status()).isEqualTo(200);
        older.close();
        Map<String, String> forOrders = samePorts(older);
        forOrders.put("SOUK_ROLE", "checkout");
        older = Container.launch(older.home(), "rolling-a", forOrders);
        Await.until(BACK, () -> "it is told: " + ready(older), () -> ready(older)
                .body()
                .contains(told));
        assertThat(ready(older).status())
                .as("one that is there for orders is not ready")
                .isEqualTo(503);
    }

    private Thread buying(Container container) {
        Thread thread = new Thread(() -> {
            while (open) {
                Shopper shopper = container.shopper(HOST);
                Shopper.Json added = shopper.add("SKU-1", 1);
                Shopper.Json answer = added.status() == 200 ? shopper.checkout() : added;
                (answer.status() == 201 ? placed : failed)
                        .add(answer.status() == 201 ? answer.text("/number") : answer.toString());
            }
        });
        thread.start();
        return thread;
    }

    private void ordersMore(int count) {
        int target = placed.size() + count;
        Await.until(BACK, () -> placed.size() + " orders, " + failed, () -> placed.size() >= target);
    }

    private void assertNumbersRunOn() {
        List<Integer> numbers = placed.stream().map(Integer::valueOf).sorted().toList();
        assertThat(numbers)
                .isEqualTo(IntStream.range(numbers.get(0), numbers.get(0) + numbers.size())
                        .boxed()
                        .toList());
    }

    /** Follows docs/containers.md: unpacks the new distribution and copies the files of this container into it. */
    private static Path unpackFor(Container container) throws IOException, InterruptedException {
        Path home = NewerSchema.unpack("rolling-a-next", FILE, step);
        List<String> copy = new ArrayList<>(List.of("cp", "-a", "--parents"));
        Stream.of("data/souk", "etc/org.souk.database.password", "etc/users.properties", "etc/host.key")
                .filter(file -> Files.exists(container.home().resolve(file)))
                .forEach(copy::add);
        copy.add(home.toString());
        ProcessBuilder builder =
                new ProcessBuilder(copy).directory(container.home().toFile()).inheritIO();
        assertThat(builder.start().waitFor()).isZero();
        return home;
    }

    private static Map<String, String> samePorts(Container container) {
        Map<String, String> all = new HashMap<>(settings);
        for (String port : List.of("HTTP", "ADMIN", "SSH", "RMI", "RMI_SERVER", "DB")) {
            all.put("SOUK_" + port + "_PORT", String.valueOf(container.port(port)));
        }
        return all;
    }

    private static void awaitService(Container container) {
        Await.until(
                BACK,
                () -> container.home() + " takes orders",
                () -> container.shopper(HOST).add("SKU-2", 1).status() == 200);
    }

    private static Http.Answer ready(Container container) {
        return Http.get(container.adminPort(), "localhost", "/health/ready");
    }

    private static void execute(String sql) throws SQLException {
        BasicClientDataSource source = new BasicClientDataSource();
        source.setServerName("127.0.0.1");
        source.setPortNumber(database.port("DB"));
        source.setDatabaseName("souk");
        try (Connection connection = source.getConnection("souk", database.databasePassword());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
