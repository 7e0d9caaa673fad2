package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;

/** Coupons on two containers with one database. */
class CouponIT {
    private static final String HOST = "coupon.localhost";
    private static final String COUPONS = """
            coupons:
              - {code: Ten-Off, name: Ten percent off, percent: 10}
              - {code: ONCE, amount: 5, uses: 1}
              - {code: LAST-YEAR, percent: 50, until: 2020-12-31}
              - {code: BIG, percent: 20, minimum: "50.00"}
            """;
    /** The one with the database is the last to be closed. */
    private static Container first;

    private static Container second;

    @BeforeAll
    static void start() throws IOException {
        Path shared = Path.of(System.getProperty("souk.containers")).resolve("coupon-deploy");
        Files.createDirectories(shared);
        new ShopFiles("coupon", HOST).yaml(COUPONS).drop(shared);
        first = Container.start("coupon-a", Map.of("SOUK_DEPLOY", shared.toString()));
        second = Container.start("coupon-b", first.sharing(Map.of("SOUK_DEPLOY", shared.toString())));
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
    @DisplayName(
            "put on at one container, it is in the cart, the total and the order of the other; a repeat changes nothing")
    void fromCartToOrder() throws IOException {
        Shopper here = shopper(first, 3);
        Shopper.Json cart = put(here, "ten-off", "k-1");
        assertThat(cart.status()).as(cart.toString()).isEqualTo(200);
        assertThat(cart.text("/coupon/code")).isEqualTo("TEN-OFF");
        assertThat(cart.text("/coupon/name")).isEqualTo("Ten percent off");
        assertThat(cart.text("/discount/amount")).isEqualTo("300");
        assertThat(cart.text("/total/amount")).isEqualTo("2700");

        Shopper there = here.at(second);
        assertThat(put(there, "TEN-OFF", "k-1").body()).isEqualTo(cart.body());
        assertThat(put(there, "ONCE", "k-1").text("/type")).endsWith(":idempotency-key-reused");
        assertThat(there.cart().body()).isEqualTo(cart.body());

        Shopper.Json placed = there.checkout("k-2", Shopper.address("GB"));
        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        assertThat(placed.text("/total/amount")).isEqualTo("2700");
        assertThat(here.checkout("k-2", Shopper.address("GB")).body()).isEqualTo(placed.body());
        String order = "/orders/" + placed.text("/number") + "?token=" + placed.text("/token");
        assertThat(here.get("/api/v1" + order).text("/coupon")).isEqualTo("TEN-OFF");
        assertThat(here.cart().body().has("coupon")).isFalse();
        assertThat(first.client("order:show --catalog coupon " + placed.text("/number"))
                        .output())
                .contains("discount, TEN-OFF  3.00 GBP");
        assertThat(Http.send(first.httpPort(), HOST, "GET", order, null, Map.of())
                        .body())
                .contains("TEN-OFF", "−£3.00");
    }

    @Test
    @DisplayName("what is unknown is said, what gives nothing stays in the cart and tells why, and it comes off")
    void problems() {
        Shopper shopper = shopper(second, 1);
        assertThat(put(shopper, "NOBODY", "k-1").text("/type")).isEqualTo("urn:souk:problem:coupon-unknown");
        assertThat(put(first.shopper(HOST), "BIG", "k-1").text("/type")).isEqualTo("urn:souk:problem:cart-empty");
        assertThat(put(shopper, "LAST-YEAR", "k-2").text("/coupon/problem")).isEqualTo("expired");
        assertThat(put(shopper, "BIG", "k-3").text("/coupon/problem")).isEqualTo("below-minimum");
        Shopper.Json enough = shopper.add("SKU-2", 4);
        assertThat(enough.body().at("/coupon").has("problem")).isFalse();
        assertThat(enough.text("/total/amount")).isEqualTo("4000");
        Shopper.Json without = shopper.call("DELETE", "/api/v1/cart/coupon", null, Map.of());
        assertThat(without.text("/total/amount")).isEqualTo("5000");
        assertThat(without.body().has("coupon")).isFalse();
    }

    @Test
    @DisplayName(
            "sixteen shoppers on both want the one use: one order has it, fifteen are shown what it costs without and order then")
    void oneUse() throws Exception {
        List<Callable<Shopper.Json>> checkouts = new ArrayList<>();
        List<Shopper> shoppers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            Shopper shopper = shopper(i % 2 == 0 ? first : second, 1);
            assertThat(put(shopper, "ONCE", "k").text("/total/amount")).isEqualTo("500");
            shoppers.add(shopper);
            checkouts.add(shopper::checkout);
        }
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Shopper.Json> answers = new ArrayList<>();
        for (Future<Shopper.Json> answer : threads.invokeAll(checkouts)) {
            answers.add(answer.get());
        }
        threads.shutdown();

        assertThat(answers)
                .extracting(Shopper.Json::status)
                .containsOnlyOnce(201)
                .containsOnly(201, 409);
        for (int i = 0; i < 16; i++) {
            Shopper.Json answer = answers.get(i);
            if (answer.status() == 201) {
                assertThat(answer.text("/total/amount")).isEqualTo("500");
                continue;
            }
            assertThat(answer.text("/type")).isEqualTo("urn:souk:problem:price-changed");
            assertThat(answer.text("/cart/coupon/problem")).isEqualTo("used-up");
            assertThat(answer.text("/cart/total/amount")).isEqualTo("1000");
            Shopper elsewhere = shoppers.get(i).at(i % 2 == 0 ? second : first);
            assertThat(elsewhere.cart().body()).isEqualTo(answer.body().get("cart"));
            assertThat(elsewhere.checkout().text("/total/amount")).isEqualTo("1000");
        }
        Shopper late = shopper(first, 1);
        put(late, "ONCE", "k");
        assertThat(late.checkout().status()).isEqualTo(409);
    }

    private static Shopper shopper(Container container, int pieces) {
        Shopper shopper = container.shopper(HOST);
        assertThat(shopper.add("SKU-1", pieces).status()).isEqualTo(200);
        return shopper;
    }

    private static Shopper.Json put(Shopper shopper, String code, String key) {
        return shopper.call("PUT", "/api/v1/cart/coupon", Map.of("code", code), Map.of("Idempotency-Key", key));
    }
}
