package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The shared database elsewhere: PostgreSQL by its URL alone, a container with Derby and no shops, an unavailable database. */
class DatabasesIT {
    private static final String HOST = "elsewhere.localhost";

    @Test
    @DisplayName("PostgreSQL by setting the URL alone")
    void postgres() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Container container = Container.start(
                        "postgres",
                        Map.of(
                                "SOUK_DB_SERVER", "none",
                                "SOUK_DB_URL", "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                                "SOUK_DB_USER", "postgres",
                                "SOUK_DB_PASSWORD", "postgres"))) {
            shop(container);
            assertThat(buys(container)).isEqualTo("1");
            assertThat(buys(container)).isEqualTo("2");
            assertThat(container.client("node:info").output()).contains("PostgreSQL");
            assertThat(container.complaints()).isEmpty();
        }
    }

    @Test
    @DisplayName("a container with the database alone, another that comes before it and serves pages at once")
    void databaseAlone() {
        Container database = Container.start("database", Map.of("SOUK_DB_SERVER", "only"));
        database.kill();
        assertThat(database.complaints()).isEmpty();
        try (Container container = Container.start("without", database.sharing(Map.of()))) {
            shop(container);
            assertThat(Http.get(container.httpPort(), HOST, "/").status()).isEqualTo(200);
            Shopper.Json refused = container.shopper(HOST).add("SKU-1", 1);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.raw().header("Retry-After")).isNotEmpty();
            assertThat(Http.get(container.adminPort(), "localhost", "/health/ready")
                            .body())
                    .contains("degraded");
            try (Container back = database.again()) {
                Await.until(
                        Duration.ofSeconds(5),
                        () -> "a cart again",
                        () -> container.shopper(HOST).add("SKU-1", 1).status() == 200);
                assertThat(buys(container)).isEqualTo("1");
                assertThat(Http.get(back.httpPort(), HOST, "/").status()).isNotEqualTo(200);
            }
        }
    }

    private static void shop(Container container) {
        new ShopFiles("elsewhere", HOST).drop(container.deploy());
        Await.until(
                Duration.ofSeconds(20),
                () -> "live",
                () -> Http.get(container.httpPort(), HOST, "/").status() == 200);
    }

    private static String buys(Container container) {
        Shopper shopper = container.shopper(HOST);
        Await.until(
                Duration.ofSeconds(10),
                () -> "in the cart",
                () -> shopper.add("SKU-1", 1).status() == 200);
        return shopper.checkout().text("/number");
    }
}
