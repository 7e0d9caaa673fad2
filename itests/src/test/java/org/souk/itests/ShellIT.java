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
    @DisplayName("order:cancel puts the pieces back, once; the shopper sees it")
    void cancelled() {
        int before = available("SKU-1");
        Shopper shopper = container.shopper(HOST);
        shopper.add("SKU-1", 3);
        Shopper.Json placed = shopper.checkout();
        String cancelled = placed.text("/number");
        String page = "/orders/" + cancelled + "?token=" + placed.text("/token");
        assertThat(available("SKU-1")).isEqualTo(before - 3);
        Container.Shell told = container.client("order:cancel " + cancelled);
        assertThat(told.status()).as(told.output()).isZero();
        assertThat(told.output()).contains(cancelled + " is cancelled", "send them back yourself");
        assertThat(available("SKU-1")).isEqualTo(before);
        assertThat(shopper.get("/api/v1" + page).text("/status")).isEqualTo("cancelled");
        assertThat(Http.get(container.httpPort(), HOST, page).body()).contains("This order was cancelled");
        Container.Shell again = container.client("order:cancel " + cancelled);
        assertThat(again.status()).isNotZero();
        assertThat(again.output().strip()).endsWith(cancelled + " is cancelled already");
        assertThat(available("SKU-1")).isEqualTo(before);
        Container.Shell refund = container.client("order:refund " + cancelled);
        assertThat(refund.status()).isNotZero();
        assertThat(refund.output()).contains(cancelled + " is cancelled", "return other payments yourself");
    }

    @Test
    @DisplayName("order:refund leaves the pieces sold, and the shopper reads that the money went back")
    void refunded() {
        Shopper shopper = container.shopper(HOST);
        shopper.add("SKU-1", 1);
        Shopper.Json placed = shopper.checkout();
        String refunded = placed.text("/number");
        int after = available("SKU-1");
        Container.Shell told = container.client("order:refund " + refunded);
        assertThat(told.status()).as(told.output()).isZero();
        assertThat(told.output()).contains(refunded + " is refunded; it was to be paid by 'invoice'");
        assertThat(available("SKU-1")).isEqualTo(after);
        String page = "/orders/" + refunded + "?token=" + placed.text("/token");
        assertThat(shopper.get("/api/v1" + page).text("/status")).isEqualTo("refunded");
        assertThat(Http.get(container.httpPort(), HOST, page).body())
                .contains("The money for this order was given back")
                .doesNotContain("Thank you for your order");
        assertThat(container.client("order:cancel " + refunded).output()).contains("its pieces are back in stock");
        assertThat(available("SKU-1")).isEqualTo(after + 1);
    }

    @Test
    @DisplayName("cart:show shows what is in a cart of cart:list")
    void cart() throws IOException {
        JsonNode carts = json("cart:list shell --json");
        String key = carts.get(0).at("/key").asText();
        Container.Shell shown = container.client("cart:show " + key);
        assertThat(shown.status()).as(shown.output()).isZero();
        assertThat(shown.output()).contains("SKU-2", "shell", key);
        assertThat(container.client("cart:show " + key.substring(0, 8)).output())
                .isEqualTo(shown.output());
    }

    private static int available(String sku) {
        try {
            for (JsonNode level : json("stock:list shell --json")) {
                if (level.at("/sku").asText().equals(sku)) {
                    return level.at("/available").asInt();
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("no stock of " + sku);
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
                "order:cancel NONE-1",
                "order:refund NONE-1",
                "cart:show 0123456789",
                "cart:show nonsense",
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

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "echo $5, $5",
                "echo 'x, 'x",
                "echo a\"b, a\"b",
                "echo costs $5 'x a\"b, costs $5 'x a\"b",
            })
    @DisplayName("the shell gets what the words of a line mean to who wrote them")
    void specialCharacters(String command, String printed) {
        Container.Shell told = container.client(command);
        assertThat(told.status()).as(told.output()).isZero();
        assertThat(told.output().strip()).isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource({"--help, 0, batch mode", "help catalog, 0, catalog:list", "catalog:nonsense, 1, catalog:nonsense"})
    @DisplayName("without a terminal, help and errors are printed, and without colours")
    void plain(String command, int status, String printed) {
        Container.Shell told = container.client(command);
        assertThat(told.status()).as(told.output()).isEqualTo(status);
        assertThat(told.output()).contains(printed).doesNotContain("\033");
    }

    private static JsonNode json(String command) throws IOException {
        Container.Shell list = container.client(command);
        assertThat(list.status()).as(list.output()).isZero();
        return new ObjectMapper().readTree(list.output());
    }
}
