package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One container only shows the shop; orders are placed on another, at another host. */
class RolesIT {
    private static final String HOST = "roles.localhost";
    private static final String PAY = "pay.roles.localhost";
    private static Container checkout;
    private static Container browse;

    @BeforeAll
    static void start() throws Exception {
        Path shared = Distribution.empty("roles-deploy");
        new ShopFiles("roles", HOST, PAY).drop(shared);
        checkout = Container.start("roles-checkout", Map.of("SOUK_DEPLOY", shared.toString(), "SOUK_ROLE", "checkout"));
        browse = Container.start(
                "roles-browse",
                checkout.sharing(Map.of(
                        "SOUK_DEPLOY",
                        shared.toString(),
                        "SOUK_ROLE",
                        "browse",
                        "SOUK_CHECKOUT_URL",
                        "http://pay.{catalog}.localhost:" + checkout.httpPort())));
        Await.until(
                Duration.ofSeconds(20),
                () -> "a cart",
                () -> browse.shopper(HOST).add("SKU-3", 1).status() == 200);
    }

    @AfterAll
    static void stop() {
        assertThat(Containers.close(browse, checkout)).isEmpty();
    }

    @Test
    @DisplayName(
            "a cart filled where shops are only shown is ordered where orders are taken, at another host; the way there opens once")
    void handOver() {
        Shopper shopper = browse.shopper(HOST);
        assertThat(shopper.add("SKU-1", 2).status()).isEqualTo(200);
        Shopper.Json refused = shopper.checkout();
        assertThat(refused.status()).isEqualTo(307);

        Http.Answer leaves =
                Http.send(browse.httpPort(), HOST, "GET", "/checkout", null, Map.of("Cookie", shopper.cookie()));
        assertThat(leaves.status()).isEqualTo(303);
        String base = "http://" + PAY + ":" + checkout.httpPort();
        assertThat(leaves.header("Location")).startsWith(base + "/checkout?handover=");
        String onward = leaves.header("Location").substring(base.length());

        Http.Answer arrives = Http.get(checkout.httpPort(), PAY, onward);
        assertThat(arrives.status()).isEqualTo(303);
        assertThat(arrives.header("Location")).isEqualTo("/checkout");
        String cookie = arrives.header("Set-Cookie");
        assertThat(cookie).startsWith(shopper.cookie() + ";");
        Http.Answer form =
                Http.send(checkout.httpPort(), PAY, "GET", "/checkout", null, Map.of("Cookie", shopper.cookie()));
        assertThat(form.status()).isEqualTo(200);
        assertThat(form.body()).contains("Item number 1");

        assertThat(Http.get(checkout.httpPort(), PAY, onward).header("Set-Cookie"))
                .as("a second time")
                .isEmpty();

        Shopper there = new Shopper(checkout.httpPort(), PAY).with(shopper.cookie());
        Shopper.Json placed = there.checkout();
        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        assertThat(shopper.cart().text("/itemCount")).isEqualTo("0");
    }

    @Test
    @DisplayName("who has nothing in the cart takes nothing along; a form leads on by a link")
    void nothingToTake() {
        Http.Answer plain = Http.get(browse.httpPort(), HOST, "/checkout");
        assertThat(plain.header("Location")).isEqualTo("http://" + PAY + ":" + checkout.httpPort() + "/checkout");
        Http.Answer sent = Http.send(
                browse.httpPort(),
                HOST,
                "POST",
                "/checkout",
                "action=place",
                Map.of(
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "Origin",
                        "http://" + HOST + ":" + browse.httpPort()));
        assertThat(sent.status()).isEqualTo(503);
        assertThat(sent.body()).contains("href=\"/checkout\"");
    }
}
