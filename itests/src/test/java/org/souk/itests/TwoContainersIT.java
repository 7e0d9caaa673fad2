package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two containers, one folder, one database: a shopper gets the same shop, cart and counter from either. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoContainersIT {
    private static final String HOST = "twin.localhost";
    private static Container first;
    private static Container second;

    @BeforeAll
    static void start() throws IOException {
        Path shared = Path.of(System.getProperty("souk.containers")).resolve("twin-deploy");
        Files.createDirectories(shared);
        new ShopFiles("twin", HOST).yaml("orders: {prefix: 'TW-', start: 501}").drop(shared);
        first = Container.start("twin-a", Map.of("SOUK_DEPLOY", shared.toString()));
        second = Container.start("twin-b", first.sharing(Map.of("SOUK_DEPLOY", shared.toString())));
        for (Container container : List.of(first, second)) {
            Await.until(
                    Duration.ofSeconds(20),
                    () -> "the database is reached",
                    () -> container.shopper(HOST).add("SKU-3", 1).status() == 200);
        }
    }

    @AfterAll
    static void stop() {
        assertThat(Containers.close(second, first)).isEmpty();
    }

    @Test
    @Order(1)
    @DisplayName("a cart filled on the first is seen, changed and checked out on the second with the same cookie")
    void oneCart() throws IOException {
        Shopper here = first.shopper(HOST);
        assertThat(here.add("SKU-1", 2).status()).isEqualTo(200);
        Shopper there = here.at(second);
        Shopper.Json cart = there.cart();
        assertThat(cart.text("/lines/0/sku")).isEqualTo("SKU-1");
        assertThat(there.change(cart.text("/lines/0/id"), 3).text("/itemCount")).isEqualTo("3");
        assertThat(here.cart().text("/total/amount")).isEqualTo("3000");
        Shopper.Json placed = there.checkout();
        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        assertThat(here.cart().text("/itemCount")).isEqualTo("0");
        String number = placed.text("/number");
        for (Container container : List.of(first, second)) {
            assertThat(orders(container)).contains(number);
            assertThat(container
                            .shopper(HOST)
                            .get("/api/v1/orders/" + number + "?token=" + placed.text("/token"))
                            .status())
                    .isEqualTo(200);
            assertThat(container
                            .shopper(HOST)
                            .get("/api/v1/orders/" + number + "?token=wrong")
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    @Order(2)
    @DisplayName("forty orders on both at once: numbers run on without a gap, stock goes down by as much")
    void oneCounter() throws Exception {
        int before = orders(first).size();
        List<Callable<String>> shoppers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Container container = i % 2 == 0 ? first : second;
            shoppers.add(() -> {
                Shopper shopper = container.shopper(HOST);
                shopper.add("SKU-2", 1);
                return shopper.checkout().text("/number");
            });
        }
        List<Integer> numbers = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (Future<String> number : threads.invokeAll(shoppers)) {
            numbers.add(Integer.valueOf(number.get().replace("TW-", "")));
        }
        threads.shutdown();
        numbers.sort(null);
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            expected.add(501 + before + i);
        }
        assertThat(numbers).isEqualTo(expected);
        JsonNode stock = new ObjectMapper()
                .readTree(second.client("stock:list twin --json").output());
        assertThat(stock.findValuesAsText("sku")).contains("SKU-2");
        for (JsonNode level : stock) {
            if (level.get("sku").asText().equals("SKU-2")) {
                assertThat(level.get("available").asInt()).isEqualTo(60);
            }
        }
    }

    @Test
    @Order(3)
    @DisplayName("sixty-four shoppers on both want the last piece: one gets it, sixty-three are told")
    void lastPiece() throws Exception {
        assertThat(first.client("stock:set twin SKU-1 1").status()).isZero();
        List<Shopper> shoppers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            Shopper shopper = (i % 2 == 0 ? first : second).shopper(HOST);
            Await.until(
                    Duration.ofSeconds(5),
                    () -> "one can be put in",
                    () -> shopper.add("SKU-1", 1).status() == 200);
            shoppers.add(shopper);
        }
        ExecutorService threads = Executors.newFixedThreadPool(64);
        List<Callable<Shopper.Json>> checkouts = shoppers.stream()
                .<Callable<Shopper.Json>>map(shopper -> shopper::checkout)
                .toList();
        int placed = 0;
        int refused = 0;
        for (Future<Shopper.Json> future : threads.invokeAll(checkouts)) {
            Shopper.Json answer = future.get();
            if (answer.status() == 201) {
                placed++;
            } else {
                assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
                assertThat(answer.text("/type")).isEqualTo("urn:souk:problem:out-of-stock");
                refused++;
            }
        }
        threads.shutdown();
        assertThat(placed).isEqualTo(1);
        assertThat(refused).isEqualTo(63);
    }

    @Test
    @Order(4)
    @DisplayName("the same key is one order, wherever and however often it comes")
    void oneOrderPerKey() throws Exception {
        Shopper here = first.shopper(HOST);
        here.add("SKU-3", 1);
        Shopper there = here.at(second);
        Map<String, Object> body = Shopper.address("GB");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Shopper.Json>> repeats = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Shopper shopper = i % 2 == 0 ? here : there;
            repeats.add(() -> shopper.checkout("the-same-key", body));
        }
        List<String> bodies = new ArrayList<>();
        for (Future<Shopper.Json> future : threads.invokeAll(repeats)) {
            assertThat(future.get().status()).as(future.get().toString()).isEqualTo(201);
            bodies.add(future.get().raw().body());
        }
        threads.shutdown();
        assertThat(bodies).containsOnly(bodies.get(0));
        body.put("email", "another@example.org");
        assertThat(here.checkout("the-same-key", body).status()).isEqualTo(422);
    }

    @Test
    @Order(5)
    @DisplayName(
            "two tabs, each with a key of its own, on both containers: one order, the other tab is told that the cart is empty")
    void twoTabs() throws Exception {
        int before = orders(first).size();
        for (int round = 0; round < 5; round++) {
            Shopper here = first.shopper(HOST);
            here.add("SKU-3", 1);
            Shopper there = here.at(second);
            ExecutorService tabs = Executors.newFixedThreadPool(2);
            List<Future<Shopper.Json>> answers = tabs.invokeAll(List.of(here::checkout, there::checkout));
            tabs.shutdown();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Shopper.Json> answer : answers) {
                statuses.add(answer.get().status());
                if (answer.get().status() == 409) {
                    assertThat(answer.get().text("/type")).isEqualTo("urn:souk:problem:cart-empty");
                }
            }
            assertThat(statuses).containsExactlyInAnyOrder(201, 409);
        }
        assertThat(orders(first)).hasSize(before + 5);
    }

    @Test
    @Order(6)
    @DisplayName("a container that is killed loses no answered write; the shopper goes on at the other")
    void killed() {
        Shopper there = second.shopper(HOST);
        assertThat(there.add("SKU-3", 4).status()).isEqualTo(200);
        second.kill();
        assertThat(there.at(first).cart().text("/itemCount")).isEqualTo("4");
        second = second.again();
        Await.until(
                Duration.ofSeconds(10),
                () -> "back",
                () -> there.at(second).cart().text("/itemCount").equals("4"));
    }

    private static List<String> orders(Container container) throws IOException {
        Container.Shell list = container.client("order:list --json");
        assertThat(list.status()).as(list.output()).isZero();
        return new ObjectMapper().readTree(list.output()).findValuesAsText("number");
    }
}
