package org.souk.storefront.internal.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.api.catalog.Sku;
import org.souk.api.customer.LeftBehind;
import org.souk.api.customer.OwnOrder;
import org.souk.api.customer.PasswordChange;
import org.souk.api.customer.SignInResult;
import org.souk.api.money.Money;
import org.souk.api.node.Role;
import org.souk.api.order.OrderNumber;
import org.souk.storefront.internal.testing.FakeCarts;
import org.souk.storefront.internal.testing.FakeCustomers;
import org.souk.storefront.internal.testing.FakeRequest;
import org.souk.storefront.internal.testing.FakeResponse;

class AccountPagesTest extends PagesFixture {
    private static final String CUSTOMER = "souk=" + FakeCustomers.SESSION.value();

    @Test
    void aGuestIsAskedToSignIn() {
        FakeResponse response = get("/account");
        assertThat(response.status()).isEqualTo(303);
        assertThat(response.header("Location")).isEqualTo("/account/sign-in");
        assertThat(get("/account/password").header("Location")).isEqualTo("/account/sign-in?return=/account/password");
        FakeResponse form = get("/account/sign-in");
        assertThat(form.status()).isEqualTo(200);
        assertThat(form.header("Cache-Control")).isEqualTo("no-store");
        assertThat(form.header("Set-Cookie")).isEmpty();
        assertThat(form.text())
                .contains("autocomplete=\"current-password\"", "name=\"robots\" content=\"noindex\"")
                .contains("href=\"/account/register\"");
        assertThat(get("/account/register").text()).contains("autocomplete=\"new-password\"");
    }

    @Test
    void signingInReplacesTheCookieAndGoesOn() {
        FakeResponse response = send("/account/sign-in", Map.of("return", "/checkout"));
        assertThat(response.status()).isEqualTo(303);
        assertThat(response.header("Location")).isEqualTo("/checkout");
        assertThat(response.header("Set-Cookie")).startsWith(CUSTOMER);
        assertThat(customers.credentials.email()).isEqualTo("ada@example.com");
        assertThat(customers.credentials.password()).isEqualTo(" correct horse ");
        assertThat(customers.key).isNotNull();
        assertThat(send("/account/register", Map.of()).header("Location")).isEqualTo("/account?welcome");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//evil.example", "/\\evil.example", "https://evil.example", "evil", "/a\r\nSet-Cookie: x", ""})
    void goesOnToOwnPathsOnly(String path) {
        assertThat(send("/account/sign-in", Map.of("return", path)).header("Location"))
                .isEqualTo("/account");
        assertThat(field(get("/account/sign-in?return=" + encode(path)).text(), "return"))
                .isEmpty();
    }

    @Test
    void aFormThatIsNotTheShopsOwnIsShownAgain() {
        Map<String, String> fields = new HashMap<>(fields("/account/sign-in"));
        fields.put("_token", "x");
        FakeResponse response = post("/account/sign-in", fields);
        assertThat(response.status()).isEqualTo(403);
        assertThat(response.text()).contains("open for too long");
        assertThat(customers.asked).isEmpty();
    }

    @Test
    void whatIsRefusedIsSaidBesideTheFieldAndThePasswordIsNotSentBack() {
        customers.entry = new SignInResult.WrongCredentials();
        FakeResponse wrong = send("/account/sign-in", Map.of("return", "/cart"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text())
                .contains(
                        "We know no account", "value=\"ada@example.com\"", "href=\"/account/register?return=%2Fcart\"")
                .doesNotContain("correct horse");
        customers.entry = new SignInResult.EmailTaken();
        assertThat(send("/account/register", Map.of()).status()).isEqualTo(409);
        customers.entry = new SignInResult.Invalid(Map.of("password", "", "email", ""));
        assertThat(send("/account/register", Map.of()).text())
                .contains("Please choose a password of 8 to 128", "id=\"email-wrong\"");
        customers.entry = new SignInResult.TooMany(Duration.ofSeconds(61));
        FakeResponse many = send("/account/sign-in", Map.of());
        assertThat(many.status()).isEqualTo(429);
        assertThat(many.header("Retry-After")).isEqualTo("61");
        assertThat(many.text()).contains("in 2 minutes");
        customers.entry = new SignInResult.Busy(Duration.ofSeconds(2));
        FakeResponse busy = send("/account/sign-in", Map.of());
        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.header("Retry-After")).isEqualTo("2");
        customers.entry = new SignInResult.KeyReused();
        assertThat(send("/account/sign-in", Map.of()).status()).isEqualTo(409);
    }

    @Test
    void whatDidNotFitIntoTheCartIsSaid() {
        customers.entry = new SignInResult.SignedIn(
                FakeCustomers.ADA, FakeCustomers.SESSION, List.of(new LeftBehind(new Sku("A"), "Brass <buckle>", 3)));
        FakeResponse response = send("/account/sign-in", Map.of("return", "/checkout"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Set-Cookie")).startsWith(CUSTOMER);
        assertThat(response.text()).contains("3 × Brass &lt;buckle&gt;", "href=\"/checkout\"");
    }

    @Test
    void theAccountListsOrdersWithTheirLinks() {
        customers.orders = List.of(new OwnOrder(
                new OrderNumber("TACK-1001"),
                "tok_en",
                "PLACED",
                Money.parse("89.00", java.util.Currency.getInstance("GBP")),
                Instant.parse("2026-11-23T14:30:00Z")));
        FakeResponse response = customer("/account");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(response.text())
                .contains("ada@example.com", "href=\"/orders/TACK-1001?token=tok_en\"", "Received", "£89.00");
        customers.orders = List.of();
        assertThat(customer("/account").text()).contains("You have not ordered anything");
        assertThat(customer("/account?welcome").text()).contains("Welcome!");
        assertThat(customer("/account/sign-in?return=/cart").header("Location")).isEqualTo("/cart");
        assertThat(customer("/account/register").header("Location")).isEqualTo("/account");
    }

    @Test
    void signingOutGivesAnotherCookie() {
        FakeResponse response = post("/account/sign-out", Map.of("_token", token("/account/sign-in")));
        assertThat(response.status()).isEqualTo(303);
        assertThat(response.header("Location")).isEqualTo("/");
        assertThat(response.header("Set-Cookie")).startsWith("souk=").doesNotContain(FakeCarts.SESSION.value());
        assertThat(post("/account/sign-out", Map.of()).status()).isEqualTo(403);
        assertThat(get("/account/sign-out").status()).isEqualTo(405);
    }

    @Test
    void aPasswordIsChanged() {
        FakeResponse nobody = password();
        assertThat(nobody.header("Location")).isEqualTo("/account/sign-in?return=/account/password");
        assertThat(customer("/account/password").text()).contains("autocomplete=\"new-password\"");
    }

    @Test
    void noAddressTakesAnAccountToAnotherHost() {
        node.role = Role.BROWSE;
        node.checkoutUrl = "https://pay.example";
        carts.cart = FakeCarts.oneBridle();
        assertThat(customer("/checkout").header("Location"))
                .isEqualTo("https://pay.example/account/sign-in?return=%2Fcheckout");
        node.checkoutUrl = "http://tack.localhost:8181/";
        assertThat(customer("/checkout").header("Location")).isEqualTo("http://tack.localhost:8181/checkout");
    }

    @Test
    void everyPageLeadsToTheAccount() {
        assertThat(get("/").text()).contains("href=\"/account\"");
        assertThat(get("/").text()).isEqualTo(get("/").text());
    }

    private FakeResponse password() {
        customers.change = new PasswordChange.WrongPassword();
        return post("/account/password", Map.of("_token", token("/account/sign-in"), "present", "a", "password", "b"));
    }

    private FakeResponse customer(String target) {
        return shop.send(FakeRequest.get(target).header("Cookie", CUSTOMER));
    }

    private FakeResponse send(String target, Map<String, String> more) {
        Map<String, String> fields = new HashMap<>(fields(target));
        fields.putAll(more);
        return post(target, fields);
    }

    private Map<String, String> fields(String target) {
        String page = get(target).text();
        return Map.of(
                "_token",
                field(page, "_token"),
                "key",
                field(page, "key"),
                "email",
                "ada@example.com",
                "password",
                " correct horse ");
    }

    private String token(String target) {
        return field(get(target).text(), "_token");
    }

    private static String encode(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
