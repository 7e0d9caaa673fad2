package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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

/** Payments at a gateway that a catalog's Java provides, over two containers that die in the middle: every charge has an order, or is given back. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PaymentIT {
    private static final String HOST = "till.localhost";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Bank BANK = new Bank();
    private static Container first;
    private static Container second;

    @BeforeAll
    static void start() {
        Path shared = Distribution.empty("till-deploy");
        Map<String, String> deploy = Map.of("SOUK_DEPLOY", shared.toString());
        first = start("till-a", deploy);
        second = start("till-b", first.sharing(deploy));
        ShopFiles files = new ShopFiles("till", HOST)
                .yaml("orders: {prefix: 'T-', start: 1}")
                .yaml("payments: [{method: invoice, name: By invoice}, {method: bank, name: By bank}]");
        BANK.shop("till", files).drop(first);
        for (Container container : List.of(first, second)) {
            Await.until(
                    SOON,
                    () -> "the shop takes orders",
                    () -> container.shopper(HOST).add("SKU-3", 1).status() == 200);
        }
    }

    private static Container start(String name, Map<String, String> settings) {
        Path home = Distribution.unpack(name);
        Bank.hurry(home);
        return Container.start(home, name, settings);
    }

    @AfterAll
    static void stop() {
        try {
            assertThat(Containers.close(second, first))
                    .allMatch(line -> line.contains("came when its order could not be placed any more"));
        } finally {
            BANK.close();
        }
    }

    @Test
    @Order(1)
    @DisplayName("a card that pays at once is an order; one that is declined is told, and another payment may follow")
    void atOnce() {
        Shopper shopper = first.shopper(HOST);
        shopper.add("SKU-1", 2);
        Shopper.Json no = shopper.checkout("k1", bank("poor"));
        assertThat(no.status()).as(no.toString()).isEqualTo(402);
        assertThat(no.text("/type")).isEqualTo("urn:souk:problem:payment-declined");
        assertThat(shopper.checkout("k1", bank("poor")).status()).isEqualTo(402);
        assertThat(shopper.cart().text("/itemCount")).isEqualTo("2");
        assertThat(level("SKU-1").toString()).contains("\"available\":100,\"reserved\":0");
        Shopper.Json placed = shopper.checkout("k2", bank("card"));
        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        assertThat(placed.text("/status")).isEqualTo("paid");
        assertThat(shopper.checkout("k2", bank("card")).raw().body())
                .isEqualTo(placed.raw().body());
        assertThat(shopper.cart().text("/itemCount")).isEqualTo("0");
        Await.until(SOON, () -> "told: " + BANK.told(), () -> BANK.told().contains(placed.text("/number")));
    }

    @Test
    @Order(2)
    @DisplayName(
            "the bank's notice before the shopper comes back, twice, on both containers, and late ones out of order: one order")
    void noticeBeforeReturn() throws Exception {
        Shopper shopper = first.shopper(HOST);
        shopper.add("SKU-1", 1);
        Shopper.Json sent = shopper.checkout("n1", bank("ada"));
        assertThat(sent.status()).as(sent.toString()).isEqualTo(202);
        String attempt = sent.text("/attempt");
        assertThat(sent.text("/next")).endsWith("/page/" + attempt);
        assertThat(level("SKU-1").toString()).contains("\"reserved\":1");
        assertThat(notice(second, "secret " + attempt))
                .as("nothing is paid yet")
                .isEqualTo(204);
        assertThat(state(shopper, attempt)).isEqualTo("open");
        assertThat(notice(first, "made up " + attempt)).isEqualTo(404);
        assertThat(BANK.payAtPage(attempt)).isTrue();
        List<Callable<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Container container = i % 2 == 0 ? first : second;
            all.add(() -> notice(container, "secret " + attempt));
            all.add(() ->
                    container.shopper(HOST).get("/api/v1/payments/" + attempt).status());
        }
        ExecutorService threads = Executors.newFixedThreadPool(16);
        for (Future<Integer> status : threads.invokeAll(all)) {
            assertThat(status.get()).isIn(200, 204);
        }
        threads.shutdown();
        Shopper.Json paid = shopper.at(second).get("/api/v1/payments/" + attempt);
        assertThat(paid.text("/state")).isEqualTo("placed");
        assertThat(notice(first, "secret " + attempt)).isEqualTo(204);
        // the shopper returns, and the first request is repeated
        Http.Answer back = Http.get(second.httpPort(), HOST, "/checkout/payments/" + attempt);
        assertThat(back.status()).isEqualTo(303);
        assertThat(back.headers().firstValue("Location").orElseThrow()).contains(paid.text("/order/number"));
        assertThat(shopper.checkout("n1", bank("ada")).text("/number")).isEqualTo(paid.text("/order/number"));
        assertThat(orders().stream()
                        .filter(order -> order.at("/number").asText().equals(paid.text("/order/number"))))
                .hasSize(1);
        assertThat(BANK.account(attempt).charges()).isEqualTo(1);
    }

    @Test
    @Order(3)
    @DisplayName("what is put in while the shopper pays stays in the cart")
    void cartGoesOn() {
        Shopper shopper = first.shopper(HOST);
        shopper.add("SKU-1", 1);
        String attempt = shopper.checkout("c1", bank("ada")).text("/attempt");
        shopper.at(second).add("SKU-2", 3);
        BANK.payAtPage(attempt);
        assertThat(state(shopper, attempt)).isEqualTo("placed");
        assertThat(shopper.cart().text("/itemCount")).isEqualTo("3");
    }

    @Test
    @Order(4)
    @DisplayName("two tabs pay for the same cart in two ways: one order, the other's money goes back")
    void twoTabs() {
        Shopper shopper = first.shopper(HOST);
        shopper.add("SKU-1", 1);
        String slow = shopper.checkout("t1", bank("ada")).text("/attempt");
        Shopper.Json placed = shopper.at(second).checkout("t2", bank("card"));
        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        BANK.payAtPage(slow);
        notice(first, "secret " + slow);
        Await.until(SOON, () -> BANK.account(slow).toString(), () -> !BANK.account(slow)
                .state()
                .equals("open"));
        Await.until(
                SOON,
                () -> BANK.account(slow).toString(),
                () -> BANK.account(slow).charges() == BANK.account(slow).refunds());
        assertThat(state(shopper, slow)).isEqualTo("over");
    }

    @Test
    @Order(5)
    @DisplayName(
            "who never pays holds the pieces no longer than that; who pays afterwards gets them if they are there, else the money")
    void tooLate() {
        assertThat(first.client("stock:set till SKU-2 1").status()).isZero();
        Shopper shopper = first.shopper(HOST);
        shopper.add("SKU-2", 1);
        String attempt = shopper.checkout("l1", bank("ada")).text("/attempt");
        assertThat(level("SKU-2").toString()).contains("\"available\":0,\"reserved\":1");
        Await.until(
                SOON,
                () -> "the shopper is told that it is held for the payment",
                () -> shopper.at(second).cart().text("/lines/0/problem").equals("held"));
        assertThat(second.shopper(HOST).add("SKU-2", 1).text("/type")).isEqualTo("urn:souk:problem:out-of-stock");
        Await.until(Duration.ofSeconds(40), () -> level("SKU-2").toString(), () -> level("SKU-2")
                .toString()
                .contains("\"available\":1,\"reserved\":0"));
        assertThat(BANK.payAtPage(attempt)).as("it was called off at the bank").isFalse();
        assertThat(state(shopper, attempt)).isEqualTo("over");
        Await.until(
                SOON,
                () -> "the piece is back",
                () -> shopper.at(second).cart().text("/lines/0/available").equals("true"));
        assertThat(shopper.checkout("l2", bank("card")).status()).isEqualTo(201);
    }

    @Test
    @Order(6)
    @DisplayName(
            "a container dies when the bank has the money and has not answered: another makes the order, before the shopper asks")
    void killedAfterCharge() {
        Shopper shopper = second.shopper(HOST);
        shopper.add("SKU-3", 1);
        BANK.stall(second.home());
        ExecutorService threads = Executors.newFixedThreadPool(1);
        Future<?> lost = threads.submit(() -> shopper.checkout("d1", bank("card")));
        BANK.awaitStalled(SOON);
        second.java().destroyForcibly();
        BANK.release();
        assertThat(lost).failsWithin(SOON);
        threads.shutdown();
        Await.until(Duration.ofSeconds(30), () -> payments().toString(), () -> payments().stream()
                .noneMatch(payment -> payment.at("/state").asText().equals("open")));
        Shopper.Json again = shopper.at(first).checkout("d1", bank("card"));
        assertThat(again.status()).as(again.toString()).isEqualTo(201);
        assertThat(orders().stream()
                        .filter(order -> order.at("/number").asText().equals(again.text("/number")))
                        .map(order -> order.at("/node").asText()))
                .as("made by the one that lived, and not by this repeat")
                .containsExactly("till-a");
        second = second.again();
    }

    @Test
    @Order(7)
    @DisplayName(
            "an operator calls an order off that is paid, and gives the money of another back: both go back once, the shop is told")
    void cancelledAndRefunded() {
        int before = level("SKU-1").at("/available").asInt();
        String cancelled = paidByCard("x1");
        String refunded = paidByCard("x2");
        assertThat(level("SKU-1").at("/available").asInt()).isEqualTo(before - 2);
        Container.Shell told = first.client("order:cancel " + cancelled);
        assertThat(told.output()).contains(cancelled + " is cancelled", "payment:list till");
        told = second.client("order:refund " + refunded);
        assertThat(told.output()).contains(refunded + " is to be refunded; 'bank' is being asked to give");
        Await.until(SOON, () -> orders().toString(), () -> status(refunded).equals("refunded"));
        Await.until(SOON, () -> payments().toString(), () -> payments().stream()
                .filter(payment -> payment.at("/order").asText().equals(cancelled))
                .allMatch(payment -> payment.at("/state").asText().equals("refunded")));
        assertThat(status(cancelled)).isEqualTo("cancelled");
        assertThat(level("SKU-1").at("/available").asInt()).as("one came back").isEqualTo(before - 1);
        assertThat(BANK.accounts().values()).allMatch(account -> account.refunds() <= 1);
        Await.until(SOON, () -> "told: " + BANK.told(), () -> BANK.told()
                .containsAll(List.of("cancelled " + cancelled, "refunded " + cancelled, "refunded " + refunded)));
        assertThat(first.client("order:refund " + refunded).output()).contains(refunded + " is refunded already");
    }

    private static String paidByCard(String key) {
        Shopper shopper = first.shopper(HOST);
        shopper.add("SKU-1", 1);
        Shopper.Json placed = shopper.checkout(key, bank("card"));
        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        return placed.text("/number");
    }

    private static String status(String number) {
        return orders().stream()
                .filter(order -> order.at("/number").asText().equals(number))
                .map(order -> order.at("/status").asText())
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Order(8)
    @DisplayName(
            "the books agree: what the bank took and kept is what the orders come to, none charged twice, every order told")
    void books() {
        List<JsonNode> payments = payments();
        for (JsonNode payment : payments) {
            Bank.Account account = BANK.account(payment.at("/attempt").asText());
            assertThat(account.charges()).as(payment + " " + account).isLessThanOrEqualTo(1);
            boolean kept = account.charges() > account.refunds();
            assertThat(payment.at("/state").asText().equals("placed"))
                    .as(payment + " " + account)
                    .isEqualTo(kept);
            if (kept) {
                assertThat(account.sum()).isEqualTo(payment.at("/total/amount").asText() + " GBP");
            }
        }
        assertThat(BANK.accounts()).hasSameSizeAs(payments);
        List<String> numbers = new ArrayList<>();
        orders().forEach(order -> numbers.add(order.at("/number").asText()));
        assertThat(numbers.stream()
                        .map(number -> Integer.valueOf(number.substring(2)))
                        .sorted())
                .isEqualTo(java.util.stream.IntStream.rangeClosed(1, numbers.size())
                        .boxed()
                        .toList());
        Await.until(SOON, () -> "told " + BANK.told() + " of " + numbers, () -> BANK.told()
                .containsAll(numbers));
        assertThat(level("SKU-1").at("/reserved").asInt()).isZero();
    }

    private static Map<String, Object> bank(String who) {
        Map<String, Object> body = Shopper.address("GB");
        body.put("email", who + "@example.org");
        body.put("payment", Map.of("method", "bank"));
        return body;
    }

    private static int notice(Container container, String body) {
        return Http.send(container.httpPort(), HOST, "POST", "/api/v1/payments/notices/bank", body, Map.of())
                .status();
    }

    private static String state(Shopper shopper, String attempt) {
        return shopper.get("/api/v1/payments/" + attempt).text("/state");
    }

    private static JsonNode level(String sku) {
        for (JsonNode level : read("stock:list till --json")) {
            if (level.at("/sku").asText().equals(sku)) {
                return level;
            }
        }
        throw new AssertionError("no stock of " + sku);
    }

    private static List<JsonNode> orders() {
        return read("order:list till --json");
    }

    private static List<JsonNode> payments() {
        return read("payment:list till --json");
    }

    private static List<JsonNode> read(String command) {
        String output = first.client(command).output();
        try {
            List<JsonNode> rows = new ArrayList<>();
            JSON.readTree(output).forEach(rows::add);
            return rows;
        } catch (IOException e) {
            throw new AssertionError(command + ": " + output, e);
        }
    }
}
