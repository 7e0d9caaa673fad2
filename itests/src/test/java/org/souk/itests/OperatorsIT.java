package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Commands of operators: park, resume, roll back, add and remove hosts, with restarts of the container in between. */
class OperatorsIT {
    private static Container container;

    @BeforeAll
    static void start() {
        container = Container.start("operators", Map.of());
        new ShopFiles("beside", "beside.localhost").drop(container.deploy());
        await("beside is live", () -> status("beside.localhost", "/") == 200);
    }

    @AfterAll
    static void stop() {
        assertThat(Containers.close(container)).isEmpty();
    }

    private static void await(String what, java.util.function.BooleanSupplier condition) {
        Await.until(Duration.ofSeconds(10), () -> what, condition);
    }

    private static int status(String host, String path) {
        return Http.get(container.httpPort(), host, path).status();
    }

    private static void run(String command) {
        Container.Shell shell = container.client(command);
        assertThat(shell.status()).as("%s: %s", command, shell.output()).isZero();
    }

    private static String refused(String command) {
        Container.Shell shell = container.client(command);
        assertThat(shell.status()).as(shell.output()).isNotZero();
        assertThat(shell.output().strip()).doesNotContain("\n");
        return shell.output();
    }

    private static void restart() {
        container.close();
        container = container.again();
    }

    private static JsonNode listed(String id) {
        try {
            for (JsonNode row : new ObjectMapper()
                    .readTree(container.client("catalog:list --json").output())) {
                if (row.get("id").asText().equals(id)) {
                    return row;
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError(id + " is not listed");
    }

    @Test
    @DisplayName(
            "A parked shop is closed in its look, ends the checkouts that had begun, keeps carts, and stays so over a restart")
    void parked() {
        String host = "parked.localhost";
        ShopFiles shop = new ShopFiles("parked", host).with("static/hello.txt", "hello");
        shop.drop(container.deploy());
        await("live", () -> status(host, "/") == 200);
        Shopper ordered = container.shopper(host);
        assertThat(ordered.add("SKU-2", 1).status()).isEqualTo(200);
        String key = UUID.randomUUID().toString();
        Shopper.Json placed = ordered.checkout(key, Shopper.address("GB"));
        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        Shopper waiting = container.shopper(host);
        assertThat(waiting.add("SKU-1", 2).status()).isEqualTo(200);
        Shopper begun = container.shopper(host);
        assertThat(begun.add("SKU-3", 1).status()).isEqualTo(200);
        String form = Http.send(container.httpPort(), host, "GET", "/checkout", null, Map.of("Cookie", begun.cookie()))
                .body();

        try (Load beside = new Load(container, "beside.localhost", "/")) {
            Load own = new Load(container, host, "/");
            run("catalog:park parked");
            Http.Answer page = Http.get(container.httpPort(), host, "/");
            assertThat(page.status()).isEqualTo(503);
            assertThat(page.header("Retry-After")).isNotEmpty();
            assertThat(page.body()).contains("Shop parked", "stylesheet");
            Matcher asset = Pattern.compile("href=\"(/assets/[^\"]+\\.css)\"").matcher(page.body());
            assertThat(asset.find()).isTrue();
            assertThat(status(host, asset.group(1))).isEqualTo(200);
            assertThat(status(host, "/static/hello.txt")).isEqualTo(200);
            Shopper.Json closed = waiting.cart();
            assertThat(closed.status()).isEqualTo(503);
            assertThat(closed.text("/type")).isEqualTo("urn:souk:problem:parked");
            assertThat(waiting.checkout().status()).isEqualTo(503);
            assertThat(waiting.add("SKU-1", 1).status()).isEqualTo(503);

            assertThat(ordered.checkout(key, Shopper.address("GB")).body()).isEqualTo(placed.body());
            assertThat(ordered.get("/api/v1/orders/" + placed.text("/number") + "?token=" + placed.text("/token"))
                            .status())
                    .isEqualTo(200);
            Http.Answer sent = send(host, begun, form);
            assertThat(sent.status()).as(sent.toString()).isEqualTo(303);
            assertThat(sent.header("Location")).startsWith("/orders/");
            assertThat(status(host, sent.header("Location"))).isEqualTo(200);
            run("catalog:resume parked");
            await("served again", () -> own.requests() > own.failures().size());
            run("catalog:park parked");
            own.close();
            assertThat(own.failures()).isNotEmpty().allMatch(answer -> answer.startsWith("/: 503 "));
            beside.close();
            assertThat(beside.failures()).isEmpty();
        }
        assertThat(refused("catalog:park parked")).contains("parked already", "catalog:resume");

        // another price while the shop is parked: the cart reports it afterwards
        shop.products(3, "12.00", 100).drop(container.deploy());
        restart();
        assertThat(listed("parked").get("state").asText()).isEqualTo("parked");
        assertThat(status(host, "/")).isEqualTo(503);
        run("catalog:resume parked");
        assertThat(status(host, "/")).isEqualTo(200);
        Shopper back = waiting.at(container);
        await(
                "the new price",
                () -> back.get("/api/v1/products/item-1").body().toString().contains("1200"));
        await("the database", () -> container.shopper(host).add("SKU-1", 1).status() == 200);
        Shopper.Json changed = back.checkout();
        assertThat(changed.status()).as(changed.toString()).isEqualTo(409);
        assertThat(changed.text("/type")).isEqualTo("urn:souk:problem:price-changed");
        assertThat(back.checkout().status()).isEqualTo(201);
    }

    /** Sends the checkout as the page handed it out, filled in. */
    private static Http.Answer send(String host, Shopper shopper, String page) {
        StringBuilder body = new StringBuilder("email=ada%40example.org&name=Ada&line1=1+Street&city=London&postcode=N1"
                + "&country=GB&shippingMethod=standard&action=place");
        for (String name : new String[] {"_token", "key", "shown", "cartVersion"}) {
            Matcher field =
                    Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
            assertThat(field.find()).as(name).isTrue();
            body.append('&')
                    .append(name)
                    .append('=')
                    .append(java.net.URLEncoder.encode(field.group(1), java.nio.charset.StandardCharsets.UTF_8));
        }
        return Http.send(
                container.httpPort(),
                host,
                "POST",
                "/checkout",
                body.toString(),
                Map.of(
                        "Cookie",
                        shopper.cookie(),
                        "Origin",
                        "http://" + host + ":" + container.httpPort(),
                        "Content-Type",
                        "application/x-www-form-urlencoded"));
    }

    @Test
    @DisplayName(
            "A rollback loses no request, gives no sold piece back, and holds over a restart until the file changes")
    void rolledBack() {
        String host = "back.localhost";
        ShopFiles shop = new ShopFiles("back", host).products(50, "10.00", 10);
        shop.drop(container.deploy());
        await("live", () -> price(host).contains("\"amount\":1000"));
        shop.products(50, "11.00", 10).drop(container.deploy());
        await("updated", () -> price(host).contains("\"amount\":1100"));
        shop.products(50, "12.00", 7).drop(container.deploy());
        await("updated", () -> price(host).contains("\"amount\":1200"));
        Shopper shopper = container.shopper(host);
        assertThat(shopper.add("SKU-1", 4).status()).isEqualTo(200);
        assertThat(shopper.checkout().status()).isEqualTo(201);
        assertThat(available(host)).isEqualTo("3");

        try (Load own = new Load(container, host, "/p/item-50")) {
            run("catalog:rollback back");
            assertThat(price(host)).contains("\"amount\":1100");
            run("catalog:rollback back");
            assertThat(price(host)).contains("\"amount\":1000");
            own.close();
            assertThat(own.requests()).isPositive();
            assertThat(own.failures()).isEmpty();
        }
        assertThat(refused("catalog:rollback back")).contains("No version before", "drop the archive");
        assertThat(available(host))
                .as("what the older figures were is no reason")
                .isEqualTo("3");
        restart();
        assertThat(price(host)).contains("\"amount\":1000");
        assertThat(available(host)).isEqualTo("3");
        assertThat(container.client("catalog:info back").output())
                .contains("rolled back")
                .contains("until the file changes");
        shop.products(50, "13.00", 7).drop(container.deploy());
        await("updated", () -> price(host).contains("\"amount\":1300"));
        assertThat(available(host)).isEqualTo("3");
    }

    private static String available(String host) {
        String id = host.substring(0, host.indexOf('.'));
        try {
            for (JsonNode row : new ObjectMapper()
                    .readTree(container.client("stock:list " + id + " --json").output())) {
                if (row.get("sku").asText().equals("SKU-1")) {
                    return row.get("available").asText();
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("SKU-1 is not listed");
    }

    @Test
    @DisplayName("Hosts are added and removed at run time, and kept over updates and a restart")
    void hosts() {
        String host = "hosts.localhost";
        ShopFiles shop = new ShopFiles("hosts", host, "www." + host);
        shop.drop(container.deploy());
        await("live", () -> status(host, "/") == 200);
        try (Load own = new Load(container, host, "/")) {
            run("catalog:host-add hosts *.Fairs.example");
            run("catalog:host-remove hosts www." + host);
            own.close();
            assertThat(own.failures()).isEmpty();
        }
        assertThat(status("spring.fairs.example", "/")).isEqualTo(200);
        assertThat(status("www." + host, "/")).isEqualTo(421);
        assertThat(refused("catalog:host-remove hosts nobody.example")).contains("does not hold");
        assertThat(refused("catalog:host-add beside " + host)).contains("'hosts'", "'beside'");
        assertThat(refused("catalog:host-add hosts *.example")).contains("two labels");
        shop.products(3, "14.00", 100).drop(container.deploy());
        await("updated", () -> price(host).contains("\"amount\":1400"));
        restart();
        assertThat(status("spring.fairs.example", "/")).isEqualTo(200);
        assertThat(status("www." + host, "/")).isEqualTo(421);
        assertThat(listed("hosts").get("hosts").toString()).isEqualTo("[\"hosts.localhost\",\"*.fairs.example\"]");
        run("catalog:host-remove hosts *.fairs.example");
        assertThat(refused("catalog:host-remove hosts " + host)).contains("last host", "catalog:park");
    }

    private static String price(String host) {
        return Http.get(container.httpPort(), host, "/api/v1/products/item-1").body();
    }
}
