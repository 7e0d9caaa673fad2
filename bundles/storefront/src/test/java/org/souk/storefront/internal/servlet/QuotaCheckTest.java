package org.souk.storefront.internal.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.storefront.internal.testing.FakeCarts;
import org.souk.storefront.internal.testing.FakeRequest;
import org.souk.storefront.internal.testing.FakeResponse;
import org.souk.storefront.internal.testing.PlainPages;
import org.souk.storefront.internal.testing.SampleShop;
import org.souk.storefront.internal.testing.WholeShop;
import org.souk.storefront.internal.web.Reply;

class QuotaCheckTest {
    private static final String ADDITION = "{\"sku\":\"BRIDLE-HAV\",\"quantity\":1}";

    private final PlainPages pages = new PlainPages();
    private final WholeShop whole = new WholeShop(SampleShop.live(), pages, 1);

    @Test
    @DisplayName("the call and the page that would create too much get 429, and when to try again")
    void refuses() {
        assertThat(add().status()).isEqualTo(200);
        FakeResponse call = add();
        assertThat(call.status()).isEqualTo(429);
        assertThat(call.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(call.text()).contains("urn:souk:problem:too-many-requests");
        assertThat(Integer.parseInt(call.header("Retry-After"))).isBetween(1, 86_400);
        FakeResponse page = send("POST", "/cart/add", "", false, false);
        assertThat(page.status()).isEqualTo(429);
        assertThat(page.text()).isEqualTo("problem 429 of The Tack Room");
        assertThat(Integer.parseInt(page.header("Retry-After"))).isBetween(1, 86_400);
        FakeRequest neighbour = FakeRequest.post("/api/v1/cart/lines", ADDITION).from("192.0.2.8");
        assertThat(whole.send(neighbour).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @DisplayName("only what would create a session or a key is refused")
    @CsvSource({
        // request, fields, with a session, with a key, refused
        "POST /cart/add,                     '',                 false, false, true",
        "POST /cart/add,                     '',                 true,  false, false",
        "POST /cart/update,                  '',                 true,  false, false",
        "POST /cart/remove,                  '',                 true,  false, false",
        "POST /account/sign-out,             '',                 true,  false, false",
        "POST /account/password,             '',                 true,  false, false",
        "POST /account/sign-in,              key=k,              true,  false, true",
        "POST /account/register,             key=k,              false, false, true",
        "POST /checkout,                     action=place,       true,  false, true",
        "POST /checkout,                     action=recalculate, true,  false, false",
        "POST /api/v1/cart/lines,            '',                 true,  true,  true",
        "DELETE /api/v1/cart/lines/l1,       '',                 true,  false, false",
        "DELETE /api/v1/cart/lines/l1,       '',                 true,  true,  true",
        "DELETE /api/v1/account/session,     '',                 true,  false, false",
        "POST /api/v1/account/session,       '',                 true,  false, true",
        "POST /api/v1/account,               '',                 false, false, true",
        "POST /api/v1/payments/notices/card, '',                 false, true,  false"
    })
    void refusesWhatCreates(String request, String fields, boolean session, boolean key, boolean refused) {
        whole.carts.cart = FakeCarts.oneBridle();
        assertThat(add().status()).isEqualTo(200);
        String[] parts = request.split(" ");
        int status = send(parts[0], parts[1], fields, session, key).status();
        assertThat(status == 429).as("status %s", status).isEqualTo(refused);
    }

    @Test
    @DisplayName("a cookie that was made up is no session")
    void madeUpSession() {
        whole.carts.cart = FakeCarts.empty();
        add();
        assertThat(send("POST", "/cart/add", "", true, false).status()).isEqualTo(429);
    }

    @ParameterizedTest
    @DisplayName("what was created counts, and nothing else")
    @CsvSource({
        "/checkout,         303, /orders/T-1,              true",
        "/checkout,         303, /checkout/payments/a?pay, true",
        "/checkout,         303, /cart,                    false",
        "/checkout,         200, '',                       false",
        "/checkout,         422, '',                       false",
        "/account/sign-in,  303, /account,                 true",
        "/account/sign-in,  422, '',                       false",
        "/account/register, 303, /account?welcome,         true",
        "/account/register, 409, '',                       false",
        "/cart/remove,      303, /cart,                    false"
    })
    void counts(String path, int status, String location, boolean counted) {
        pages.answers = exchange -> Optional.of(Reply.empty(status).with("Location", location));
        assertThat(send("POST", path, "", true, false).status()).isEqualTo(status);
        assertThat(add().status()).isEqualTo(counted ? 429 : 200);
    }

    private FakeResponse add() {
        return whole.send(FakeRequest.post("/api/v1/cart/lines", ADDITION));
    }

    private FakeResponse send(String method, String path, String fields, boolean session, boolean key) {
        FakeRequest request = new FakeRequest(method, path)
                .header("Host", "tack.localhost:8181")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "http://tack.localhost:8181")
                .body(fields);
        if (session) {
            request.header("Cookie", "souk=" + FakeCarts.SESSION.value());
        }
        return whole.send(key ? request.header("Idempotency-Key", "\"0123456789abcdef\"") : request);
    }
}
