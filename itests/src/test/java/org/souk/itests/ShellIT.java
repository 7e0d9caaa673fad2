package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** bin/client without a terminal: what operators and their scripts rely on. */
@ExtendWith(SharedContainer.class)
class ShellIT {
    private static final String HOST = "shell.localhost";
    private static Container container;
    private static String number;

    @BeforeAll
    static void aShopWithAnOrder(Container shared) {
        container = shared;
        new ShopFiles("shell", HOST).drop(container.deploy());
        Shopper shopper = container.shopper(HOST);
        Await.until(
                Duration.ofSeconds(20),
                () -> "live",
                () -> shopper.add("SKU-1", 2).status() == 200);
        Shopper.Json placed = shopper.checkout();
        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        number = placed.text("/number");
        assertThat(container.shopper(HOST).add("SKU-2", 1).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "catalog:list --json | id,version,state,hosts,products",
                "order:list --json | number,catalog,status,total,placedAt",
                "stock:list shell --json | sku,available,reserved",
                "cart:list --json | catalog",
                "session:list --json | catalog",
            })
    void listsAsJson(String command, String columns) throws IOException {
        JsonNode list = json(command);
        assertThat(list.isArray()).isTrue();
        assertThat(list).isNotEmpty();
        for (String column : columns.split(",")) {
            assertThat(list.get(0).has(column))
                    .as(column + " in " + list.get(0))
                    .isTrue();
        }
    }

    @Test
    @DisplayName("stock:set is seen by shoppers; the order is shown whole")
    void stockAndOrders() throws IOException {
        assertThat(container.client("stock:set shell SKU-3 0").status()).isZero();
        Await.until(Duration.ofSeconds(5), () -> "sold out", () -> Http.get(
                        container.httpPort(), HOST, "/api/v1/products/item-3")
                .body()
                .contains("\"available\":false"));
        Shopper.Json refused = container.shopper(HOST).add("SKU-3", 1);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/type")).isEqualTo("urn:souk:problem:out-of-stock");
        assertThat(refused.text("/available")).isEqualTo("0");
        assertThat(container.client("order:show " + number).output()).contains(number, "SKU-1", "Ada Lovelace");
        assertThat(container.client("catalog:info shell").output()).contains(HOST);
        assertThat(container.client("catalog:hosts shell").output()).contains(HOST);
        assertThat(container.client("node:info").output()).contains("shared");
    }

    @Test
    @DisplayName("catalog:check checks without deploying")
    void check() {
        Path elsewhere = container.home().resolve("elsewhere");
        Path good = new ShopFiles("checked", "checked.localhost").drop(elsewhere);
        assertThat(container.client("catalog:check " + good).status()).isZero();
        assertThat(Http.get(container.httpPort(), "checked.localhost", "/").status())
                .isEqualTo(421);
        Path bad =
                new ShopFiles("wrong", "wrong.localhost").products(1, "-1", 1).drop(elsewhere);
        Container.Shell told = container.client("catalog:check " + bad);
        assertThat(told.status()).isNotZero();
        assertThat(told.output()).contains("products.csv:2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "catalog:info nobody",
                "stock:list nobody",
                "order:list nobody",
                "cart:list nobody",
                "stock:set shell NONE 3",
                "stock:set shell SKU-1 -1",
                "order:show NONE-1",
                "catalog:check /no/such/file",
                "catalog:hosts nobody",
                "stock:set shell SKU-1 many"
            })
    @DisplayName("a command that fails says so in one line, with a status")
    void fails(String command) {
        Container.Shell told = container.client(command);
        assertThat(told.status()).as(told.output()).isNotZero();
        assertThat(told.output().strip().lines().count()).as(told.output()).isEqualTo(1);
        assertThat(told.output()).doesNotContain("Exception");
    }

    private static JsonNode json(String command) throws IOException {
        Container.Shell list = container.client(command);
        assertThat(list.status()).as(list.output()).isZero();
        return new ObjectMapper().readTree(list.output());
    }
}
