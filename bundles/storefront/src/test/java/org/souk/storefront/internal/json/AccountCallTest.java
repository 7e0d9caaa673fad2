package org.souk.storefront.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.souk.api.catalog.Sku;
import org.souk.api.customer.LeftBehind;
import org.souk.api.customer.OwnOrder;
import org.souk.api.customer.PasswordChange;
import org.souk.api.customer.SignInResult;
import org.souk.api.money.Money;
import org.souk.api.order.OrderNumber;
import org.souk.storefront.internal.testing.FakeCustomers;
import org.souk.storefront.internal.testing.FakeRequest;
import org.souk.storefront.internal.testing.FakeResponse;
import org.souk.storefront.internal.testing.PlainPages;
import org.souk.storefront.internal.testing.SampleShop;
import org.souk.storefront.internal.testing.Schema;
import org.souk.storefront.internal.testing.WholeShop;

class AccountCallTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String BODY = "{\"email\":\"ada@example.com\",\"password\":\"correct horse\"}";
    private static final String COOKIE = "souk=" + FakeCustomers.SESSION.value();

    private final WholeShop whole = new WholeShop(SampleShop.live(), new PlainPages(), "10.0.0.5");
    private final JsonNode document = read(whole.send(FakeRequest.get("/api/v1/openapi.json")));

    @Test
    void registersAndSignsIn() {
        FakeResponse registered =
                whole.send(FakeRequest.post("/api/v1/account", BODY).header("Idempotency-Key", "one"));
        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.header("Set-Cookie")).startsWith(COOKIE + ";");
        assertThat(fits(registered, "SignedIn").get("email").textValue()).isEqualTo("ada@example.com");
        assertThat(whole.customers.key.value()).isEqualTo("one");
        whole.customers.entry = new SignInResult.SignedIn(
                FakeCustomers.ADA, FakeCustomers.SESSION, List.of(new LeftBehind(new Sku("A"), "Title", 3)));
        FakeResponse in = whole.send(FakeRequest.post("/api/v1/account/session", BODY));
        assertThat(in.status()).isEqualTo(200);
        assertThat(in.header("Cache-Control")).isEqualTo("no-store");
        assertThat(fits(in, "SignedIn").at("/left/0/quantity").intValue()).isEqualTo(3);
        assertThat(whole.customers.asked).containsExactly("register", "sign in");
    }

    @Test
    void tellsWhoIsSignedInAndWhatWasOrdered() {
        whole.customers.orders = List.of(new OwnOrder(
                new OrderNumber("TACK-1001"),
                "tok",
                "PLACED",
                Money.parse("89.00", Currency.getInstance("GBP")),
                Instant.parse("2026-11-23T14:30:00Z")));
        FakeResponse who = whole.send(FakeRequest.get("/api/v1/account").header("Cookie", COOKIE));
        assertThat(fits(who, "Account").get("registeredAt").textValue()).isEqualTo("2026-11-23T14:30:00Z");
        FakeResponse orders =
                whole.send(FakeRequest.get("/api/v1/account/orders").header("Cookie", COOKIE));
        assertThat(fits(orders, "OwnOrders").at("/items/0/status").textValue()).isEqualTo("placed");
        for (String path : List.of("/api/v1/account", "/api/v1/account/orders")) {
            problem(FakeRequest.get(path), 401, "not-signed-in");
        }
        assertThat(whole.send(FakeRequest.get("/api/v1/account")).header("WWW-Authenticate"))
                .isEqualTo("Session realm=\"tack\"");
    }

    @Test
    void signsOutWithAnotherCookie() {
        FakeResponse out =
                whole.send(FakeRequest.post("/api/v1/account/session", "").header("Cookie", COOKIE));
        assertThat(out.status()).isEqualTo(400);
        FakeResponse gone = whole.send(new FakeRequest("DELETE", "/api/v1/account/session")
                .header("Host", "tack.localhost:8181")
                .header("Cookie", COOKIE));
        assertThat(gone.status()).isEqualTo(204);
        assertThat(gone.header("Set-Cookie")).startsWith("souk=").doesNotContain(FakeCustomers.SESSION.value());
    }

    @Test
    void tellsEachRefusal() {
        Map<SignInResult, String> refusals = Map.of(
                new SignInResult.WrongCredentials(), "401 wrong-credentials",
                new SignInResult.EmailTaken(), "409 email-taken",
                new SignInResult.Invalid(Map.of("email", "No.")), "400 invalid-request",
                new SignInResult.TooMany(Duration.ofMillis(1_500)), "429 too-many-attempts",
                new SignInResult.Busy(Duration.ofSeconds(2)), "503 unavailable",
                new SignInResult.KeyReused(), "422 idempotency-key-reused");
        refusals.forEach((entry, told) -> {
            whole.customers.entry = entry;
            String[] parts = told.split(" ");
            problem(FakeRequest.post("/api/v1/account/session", BODY), Integer.parseInt(parts[0]), parts[1]);
        });
        whole.customers.entry = new SignInResult.TooMany(Duration.ofMillis(1_500));
        assertThat(whole.send(FakeRequest.post("/api/v1/account", BODY)).header("Retry-After"))
                .isEqualTo("2");
        problem(FakeRequest.post("/api/v1/account", "{\"email\":\"a\",\"pass\":\"b\"}"), 400, "invalid-request");
    }

    @Test
    void changesThePassword() {
        String body = "{\"present\":\"a\",\"password\":\"b\"}";
        FakeResponse done = whole.send(put(body));
        assertThat(done.status()).isEqualTo(204);
        assertThat(done.header("Set-Cookie")).startsWith(COOKIE);
        whole.customers.change = new PasswordChange.WrongPassword();
        problem(put(body), 401, "wrong-credentials");
        whole.customers.change = new PasswordChange.Invalid(Map.of("password", "No."));
        problem(put(body), 400, "invalid-request");
        whole.customers.change = new PasswordChange.TooMany(Duration.ofSeconds(3));
        problem(put(body), 429, "too-many-attempts");
        whole.customers.change = new PasswordChange.Busy(Duration.ofSeconds(3));
        problem(put(body), 503, "unavailable");
    }

    @Test
    void theOriginIsWhomATrustedProxySaw() {
        assertThat(origin(FakeRequest.post("/api/v1/account/session", BODY).from("192.0.2.9")))
                .isEqualTo("192.0.2.9");
        assertThat(origin(proxied("X-Forwarded-For", "198.51.100.1, 203.0.113.7")))
                .isEqualTo("203.0.113.7");
        assertThat(origin(proxied("X-Forwarded-For", "2001:db8::1"))).isEqualTo("2001:db8:0:0:0:0:0:1");
        assertThat(origin(proxied("Forwarded", "for=198.51.100.1, for=\"[2001:db8::1]:4711\"")))
                .isEqualTo("2001:db8:0:0:0:0:0:1");
        assertThat(origin(proxied("Forwarded", "for=\"203.0.113.7:80\""))).isEqualTo("203.0.113.7");
        assertThat(origin(proxied("Forwarded", "for=_hidden"))).isEmpty();
        assertThat(origin(proxied("X-Forwarded-For", "unknown"))).isEmpty();
        assertThat(origin(proxied("X-Forwarded-Proto", "http"))).isEmpty();
        assertThat(origin(FakeRequest.post("/api/v1/account/session", BODY)
                        .from("192.0.2.9")
                        .header("X-Forwarded-For", "203.0.113.7")))
                .isEqualTo("192.0.2.9");
    }

    private static FakeRequest proxied(String name, String value) {
        return FakeRequest.post("/api/v1/account/session", BODY)
                .from("10.0.0.5")
                .header(name, value);
    }

    private String origin(FakeRequest request) {
        assertThat(whole.send(request).status()).isEqualTo(200);
        return whole.customers.origin;
    }

    private static FakeRequest put(String body) {
        return new FakeRequest("PUT", "/api/v1/account/password")
                .header("Host", "tack.localhost:8181")
                .header("Content-Type", "application/json")
                .header("Cookie", COOKIE)
                .body(body);
    }

    private void problem(FakeRequest request, int status, String name) {
        FakeResponse response = whole.send(request);
        assertThat(response.status()).as(response.text()).isEqualTo(status);
        assertThat(fits(response, "Problem").get("type").textValue()).isEqualTo("urn:souk:problem:" + name);
    }

    private JsonNode fits(FakeResponse response, String schema) {
        JsonNode node = read(response);
        assertThat(Schema.faults(document, document.at("/components/schemas/" + schema), node))
                .isEmpty();
        return node;
    }

    private static JsonNode read(FakeResponse response) {
        try {
            return MAPPER.readTree(response.text());
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + response.text(), e);
        }
    }
}
