package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Customers on two containers, of a shop that keeps them to itself and of two that share them. */
class AccountsIT {
    private static final String ALONE = "alone.localhost";
    private static final String RIDING = "riding.localhost";
    private static final String SADDLES = "saddles.localhost";
    private static final String INTRUDER = "intruder.localhost";
    private static final String PASSWORD = "correct horse battery";
    private static Container first;
    private static Container second;
    private static int made;

    @BeforeAll
    static void start() throws IOException {
        Path shared = Path.of(System.getProperty("souk.containers")).resolve("accounts-deploy");
        Files.createDirectories(shared);
        new ShopFiles("alone", ALONE).drop(shared);
        for (String member : List.of("riding", "saddles", "intruder")) {
            new ShopFiles(member, member + ".localhost")
                    .yaml("customers: {group: riders}")
                    .drop(shared);
        }
        Map<String, String> settings =
                Map.of("SOUK_DEPLOY", shared.toString(), "SOUK_CUSTOMER_GROUPS", "riders: riding saddles");
        first = Container.start("accounts-a", settings);
        second = Container.start("accounts-b", first.sharing(settings));
        for (Container container : List.of(first, second)) {
            for (String host : List.of(ALONE, RIDING, SADDLES, INTRUDER)) {
                Await.until(
                        Duration.ofSeconds(20),
                        () -> "the database is reached",
                        () -> container.shopper(host).add("SKU-3", 1).status() == 200);
            }
        }
    }

    @AfterAll
    static void stop() {
        assertThat(Containers.close(second, first))
                .allMatch(line -> line.contains("The shop intruder asks to share the customers of the group riders"));
    }

    @Test
    @DisplayName(
            "no cookie and no session for who only looks, a new one at sign-in and sign-out, and the old one is dead")
    void sessions() {
        Map<String, String> ada = someone();
        for (String path : List.of("/", "/account", "/account/sign-in", "/account/register", "/api/v1/account")) {
            assertThat(Http.get(first.httpPort(), ALONE, path).headers().firstValue("Set-Cookie"))
                    .isEmpty();
        }
        Shopper shopper = first.shopper(ALONE);
        shopper.add("SKU-1", 2);
        String guest = shopper.cookie();
        assertThat(register(shopper, ada).status()).isEqualTo(201);
        String customer = shopper.cookie();
        assertThat(customer).isNotEqualTo(guest);
        assertThat(shopper.at(second).cart().text("/itemCount")).isEqualTo("2");
        assertThat(shopper.with(guest).cart().text("/itemCount")).isEqualTo("0");
        Shopper.Json overtaken = shopper.at(second).with(guest).add("SKU-1", 1);
        assertThat(overtaken.text("/type")).isEqualTo("urn:souk:problem:session-replaced");
        assertThat(overtaken.raw().header("Set-Cookie")).isEmpty();
        assertThat(shopper.at(second).get("/api/v1/account").text("/email")).isEqualTo(ada.get("email"));
        assertThat(second.client("session:list alone --json").output()).contains("\"alone\"");
        assertThat(shopper.call("DELETE", "/api/v1/account/session", null, Map.of())
                        .status())
                .isEqualTo(204);
        assertThat(shopper.cookie()).isNotIn(guest, customer, "");
        assertThat(shopper.cart().text("/itemCount")).isEqualTo("0");
        assertThat(shopper.at(second).with(customer).get("/api/v1/account").status())
                .isEqualTo(401);
        assertThat(shopper.with(customer).cart().text("/itemCount")).isEqualTo("0");
        assertThat(signIn(second.shopper(ALONE), ada).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("however often and wherever at once a guest signs in, the cart is merged once")
    void mergedOnce() throws Exception {
        Map<String, String> ada = someone();
        Shopper elsewhere = second.shopper(ALONE);
        register(elsewhere, ada);
        elsewhere.add("SKU-2", 1);
        Shopper guest = first.shopper(ALONE);
        guest.add("SKU-1", 3);
        guest.add("SKU-2", 2);
        String cookie = guest.cookie();
        List<Callable<Integer>> tabs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Container container = i % 2 == 0 ? first : second;
            tabs.add(() -> signIn(container.shopper(ALONE).with(cookie), ada, Map.of("Idempotency-Key", "sign-in"))
                    .status());
        }
        ExecutorService threads = Executors.newFixedThreadPool(6);
        for (Future<Integer> status : threads.invokeAll(tabs)) {
            assertThat(status.get()).isEqualTo(200);
        }
        threads.shutdown();
        Shopper.Json again = signIn(guest.with(cookie), ada, Map.of("Idempotency-Key", "sign-in"));
        assertThat(again.body().at("/left").size()).isZero();
        assertThat(elsewhere.cart().text("/itemCount")).isEqualTo("6");
        assertThat(elsewhere.cart().body().at("/lines").size()).isEqualTo(2);
    }

    @Test
    @DisplayName("an order of who is signed in is in the account, on every device, with a link that opens it")
    void ownOrders() {
        Map<String, String> ada = someone();
        Shopper shopper = first.shopper(ALONE);
        register(shopper, ada);
        shopper.add("SKU-3", 1);
        Shopper.Json placed = shopper.checkout();
        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        assertThat(shopper.cart().text("/itemCount")).isEqualTo("0");
        Shopper other = second.shopper(ALONE);
        other.add("SKU-3", 1);
        assertThat(other.checkout().status()).isEqualTo(201);
        assertThat(signIn(other, ada).status()).isEqualTo(200);
        Shopper.Json orders = other.get("/api/v1/account/orders");
        assertThat(orders.body().at("/items").size()).isEqualTo(1);
        assertThat(orders.text("/items/0/number")).isEqualTo(placed.text("/number"));
        assertThat(orders.text("/items/0/token")).isEqualTo(placed.text("/token"));
        Http.Answer page = page(second, other.cookie(), "GET", "/account", null);
        String link = found(page.body(), "href=\"(/orders/[^\"]+)\"").replace("&amp;", "&");
        assertThat(page(second, "", "GET", link, null).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("a shop keeps its customers to itself; a group shares them only with whom the operator let in")
    void groups() {
        Map<String, String> ada = someone();
        Shopper rider = first.shopper(RIDING);
        rider.add("SKU-1", 2);
        assertThat(register(rider, ada).status()).isEqualTo(201);
        for (String host : List.of(ALONE, INTRUDER)) {
            Shopper.Json refused = signIn(second.shopper(host), ada);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.text("/type")).isEqualTo("urn:souk:problem:wrong-credentials");
            assertThat(refused.raw().header("WWW-Authenticate")).isNotEmpty();
        }
        assertThat(second.shopper(SADDLES)
                        .with(rider.cookie())
                        .get("/api/v1/account")
                        .status())
                .as("a session belongs to one catalog")
                .isEqualTo(401);
        Shopper there = second.shopper(SADDLES);
        assertThat(signIn(there, ada).status()).isEqualTo(200);
        assertThat(there.cart().text("/itemCount"))
                .as("each shop has its own cart")
                .isEqualTo("0");
        Shopper.Json changed = there.call(
                "PUT",
                "/api/v1/account/password",
                Map.of("present", PASSWORD, "password", "another horse battery"),
                Map.of());
        assertThat(changed.status()).as(changed.toString()).isEqualTo(204);
        assertThat(there.get("/api/v1/account").status()).isEqualTo(200);
        assertThat(rider.get("/api/v1/account").status())
                .as("signed out everywhere else")
                .isEqualTo(401);
        assertThat(register(first.shopper(ALONE), ada).status()).isEqualTo(201);
        assertThat(register(first.shopper(SADDLES), ada).text("/type")).isEqualTo("urn:souk:problem:email-taken");
    }

    @Test
    @DisplayName("guesses are bounded over both containers, and the answer says how long to wait")
    void guesses() {
        Map<String, String> ada = someone();
        register(first.shopper(ALONE), ada);
        Map<String, String> wrong = Map.of("email", ada.get("email"), "password", "wrong");
        int refused = 0;
        Shopper.Json last = signIn(first.shopper(ALONE), wrong);
        while (last.status() == 401 && refused < 30) {
            refused++;
            last = signIn((refused % 2 == 0 ? first : second).shopper(ALONE), wrong);
        }
        assertThat(last.status()).isEqualTo(429);
        assertThat(refused).isLessThanOrEqualTo(20);
        assertThat(Integer.parseInt(last.raw().header("Retry-After"))).isBetween(1, 900);
        assertThat(signIn(second.shopper(ALONE), ada).status()).isEqualTo(429);
    }

    @Test
    @DisplayName("the pages do without a script: register, sign out, sign in on the way to the checkout")
    void pages() {
        Map<String, String> ada = someone();
        Http.Answer welcome = submit(first, "", "/account/register", ada);
        assertThat(welcome.status()).as(welcome.toString()).isEqualTo(303);
        String cookie = cookie(welcome);
        Http.Answer account = page(second, cookie, "GET", "/account?welcome", null);
        assertThat(account.status()).isEqualTo(200);
        assertThat(account.body()).contains(ada.get("email"));
        Http.Answer out = page(
                second,
                cookie,
                "POST",
                "/account/sign-out",
                Map.of("_token", found(account.body(), "name=\"_token\" value=\"([^\"]+)\"")));
        assertThat(out.status()).isEqualTo(303);
        assertThat(page(first, cookie, "GET", "/account", null).header("Location"))
                .isEqualTo("/account/sign-in");
        Http.Answer in = submit(second, cookie(out), "/account/sign-in?return=/checkout", ada);
        assertThat(in.header("Location")).isEqualTo("/checkout");
        Map<String, String> wrong = Map.of("email", ada.get("email"), "password", "wrong");
        Http.Answer refused = submit(first, "", "/account/sign-in", wrong);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.header("Set-Cookie")).isEmpty();
        Map<String, String> headers =
                Map.of("Origin", "http://evil.example", "Content-Type", "application/x-www-form-urlencoded");
        assertThat(Http.send(first.httpPort(), ALONE, "POST", "/account/sign-in", "email=a", headers)
                        .status())
                .isEqualTo(403);
    }

    @Test
    @DisplayName(
            "while the database is away the forms are served, and what asks it answers 503 within 3 s; then it works again")
    void outage() {
        Map<String, String> ada = someone();
        Shopper customer = second.shopper(ALONE);
        register(customer, ada);
        first.signal("STOP");
        try {
            for (String path : List.of("/", "/account/sign-in", "/account/register")) {
                assertThat(page(second, "", "GET", path, null).status())
                        .as(path)
                        .isEqualTo(200);
            }
            assertThat(page(second, customer.cookie(), "GET", "/", null).status())
                    .isEqualTo(200);
            for (int i = 0; i < 3; i++) {
                long begin = System.nanoTime();
                Shopper.Json refused = signIn(second.shopper(ALONE), ada);
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(3_500));
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.raw().header("Retry-After")).isNotEmpty();
            }
            assertThat(page(second, customer.cookie(), "GET", "/account", null).status())
                    .isEqualTo(503);
        } finally {
            first.signal("CONT");
        }
        Await.until(
                Duration.ofSeconds(5),
                () -> "the account is there again",
                () -> customer.get("/api/v1/account").status() == 200);
        assertThat(signIn(second.shopper(ALONE), ada).status()).isEqualTo(200);
    }

    private static Map<String, String> someone() {
        return Map.of("email", "ada" + ++made + "@example.org", "password", PASSWORD);
    }

    private static Shopper.Json register(Shopper shopper, Map<String, String> credentials) {
        return shopper.call("POST", "/api/v1/account", credentials, Map.of());
    }

    private static Shopper.Json signIn(Shopper shopper, Map<String, String> credentials) {
        return signIn(shopper, credentials, Map.of());
    }

    private static Shopper.Json signIn(Shopper shopper, Map<String, String> credentials, Map<String, String> headers) {
        return shopper.call("POST", "/api/v1/account/session", credentials, headers);
    }

    /** Loads a form and sends it, filled in, to where it says. */
    private static Http.Answer submit(Container container, String cookie, String path, Map<String, String> typed) {
        String form = page(container, cookie, "GET", path, null).body();
        Map<String, String> fields = new HashMap<>(typed);
        for (String hidden : List.of("_token", "key", "return")) {
            fields.put(hidden, found(form, "name=\"" + hidden + "\" value=\"([^\"]*)\""));
        }
        return page(container, cookie, "POST", found(form, "<form action=\"(/account/[^\"]+)\""), fields);
    }

    private static Http.Answer page(
            Container container, String cookie, String method, String path, Map<String, String> fields) {
        Map<String, String> headers = new HashMap<>();
        if (!cookie.isEmpty()) {
            headers.put("Cookie", cookie);
        }
        if (fields == null) {
            return Http.send(container.httpPort(), ALONE, method, path, null, headers);
        }
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return Http.send(container.httpPort(), ALONE, method, path, body, headers);
    }

    private static String cookie(Http.Answer answer) {
        String set = answer.header("Set-Cookie");
        return set.substring(0, set.indexOf(';'));
    }

    private static String found(String page, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(page);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
