package org.souk.storefront.internal.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.storefront.internal.testing.FakeCarts;
import org.souk.storefront.internal.testing.FakeRequest;
import org.souk.storefront.internal.testing.FakeResponse;
import org.souk.storefront.internal.testing.PlainPages;
import org.souk.storefront.internal.testing.SampleShop;
import org.souk.storefront.internal.testing.WholeShop;
import org.souk.storefront.internal.web.CacheControl;
import org.souk.storefront.internal.web.Reply;

class ShopServletTest {
    private final PlainPages pages = new PlainPages();
    private final WholeShop whole = new WholeShop(SampleShop.live(), pages, "10.0.0.5");

    @AfterEach
    void everyLeaseIsGivenBack() {
        assertThat(whole.leases).isZero();
    }

    @Test
    void servesTheShopOfTheHost() {
        FakeResponse home = whole.send(FakeRequest.get("/"));
        assertThat(home.status()).isEqualTo(200);
        assertThat(home.text()).isEqualTo("home at http://tack.localhost:8181");
        assertThat(home.header("Cache-Control")).isEqualTo("public, max-age=10");
        assertThat(home.header("Content-Security-Policy")).startsWith("default-src 'none'; img-src 'self' data:;");
        assertThat(home.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(home.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(home.headers("Set-Cookie")).isEmpty();
    }

    @Test
    void answersHeadWithoutBody() {
        FakeResponse head = whole.send(new FakeRequest("HEAD", "/").header("Host", "tack.localhost:8181"));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
        assertThat(head.length()).isEqualTo("home at http://tack.localhost:8181".length());
    }

    @Test
    void saysNothingOfAnyShopAtAnUnknownHost() {
        FakeResponse page = whole.send(new FakeRequest("GET", "/").header("Host", "nobody.localhost"));
        assertThat(page.status()).isEqualTo(421);
        assertThat(page.text()).contains("There is no shop").doesNotContain("Tack");
        FakeResponse api = whole.send(new FakeRequest("GET", "/api/v1/shop").header("Host", "nobody.localhost"));
        assertThat(api.status()).isEqualTo(421);
        assertThat(api.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(api.text()).contains("urn:souk:problem:unknown-host").doesNotContain("Tack");
    }

    @Test
    @DisplayName("during the start an unknown host answers 503, because its shop may follow")
    void asksForPatienceAtAStart() {
        whole.settled = false;
        FakeResponse page = whole.send(new FakeRequest("GET", "/").header("Host", "soon.localhost"));
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.header("Retry-After")).isEqualTo("2");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        FakeResponse api = whole.send(new FakeRequest("GET", "/api/v1/shop").header("Host", "soon.localhost"));
        assertThat(api.status()).isEqualTo(503);
        assertThat(api.text()).contains("urn:souk:problem:unavailable");
        assertThat(whole.send(FakeRequest.get("/")).status()).isEqualTo(200);
    }

    @Test
    void refusesTheMalformed() {
        assertThat(whole.send(FakeRequest.get("/").header("Host", "tack.localhost:8181"))
                        .status())
                .isEqualTo(400);
        FakeResponse api = whole.send(FakeRequest.get("/api/../x"));
        assertThat(api.text()).contains("urn:souk:problem:malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a%2fb", "/p/20%_off", "/p/%ff", "/p/%00", "//x"})
    @DisplayName("a malformed path is refused in the design of the shop; at an unknown host by a neutral page")
    void refusesPaths(String target) {
        FakeResponse shop = whole.send(FakeRequest.get(target));
        assertThat(shop.status()).isEqualTo(400);
        assertThat(shop.text()).isEqualTo("problem 400 of The Tack Room");
        FakeResponse nobody = whole.send(new FakeRequest("GET", target).header("Host", "nobody.localhost"));
        assertThat(nobody.status()).isEqualTo(400);
        assertThat(nobody.text()).contains("This request is malformed").doesNotContain("Tack");
        FakeResponse api = whole.send(FakeRequest.get("/api" + target.replace("//", "/p//")));
        assertThat(api.status()).isEqualTo(400);
        assertThat(api.text()).contains("urn:souk:problem:malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "get", "BREW"})
    void refusesOtherMethods(String method) {
        FakeResponse response = whole.send(new FakeRequest(method, "/").header("Host", "tack.localhost"));
        assertThat(response.status()).isEqualTo(405);
        assertThat(response.header("Allow")).contains("GET, HEAD, POST");
    }

    @ParameterizedTest
    @CsvSource({
        "tack.example, tack.localhost:8181, http://tack.example:8181/p/a%20b?x=1&y=%C3%A9",
        "tack.example, tack.localhost, http://tack.example/p/a%20b?x=1&y=%C3%A9",
        "tack.example:9000, tack.localhost:8181, http://tack.example:9000/p/a%20b?x=1&y=%C3%A9",
        "https://tack.example, tack.localhost:8181, https://tack.example/p/a%20b?x=1&y=%C3%A9",
        "https://tack.example:8443, tack.localhost, https://tack.example:8443/p/a%20b?x=1&y=%C3%A9",
        "http://tack.example, tack.localhost:8181, http://tack.example:8181/p/a%20b?x=1&y=%C3%A9"
    })
    void sendsToTheCanonicalHost(String canonical, String host, String location) {
        whole.shop = SampleShop.canonicalAt(canonical);
        FakeResponse response = whole.send(new FakeRequest("GET", "/p/a%20b?x=1&y=%C3%A9").header("Host", host));
        assertThat(response.status()).isEqualTo(308);
        assertThat(response.header("Location")).isEqualTo(location);
    }

    @Test
    void staysAtTheCanonicalHost() {
        whole.shop = SampleShop.canonicalAt("https://tack.localhost:8443");
        assertThat(whole.send(FakeRequest.get("/")).status()).isEqualTo(200);
    }

    @Test
    void closesAParkedShop() {
        whole.shop = SampleShop.closed();
        FakeResponse page = whole.send(FakeRequest.get("/"));
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.text()).isEqualTo("closed: The Tack Room");
        assertThat(page.header("Retry-After")).isNotEmpty();
        FakeResponse api = whole.send(FakeRequest.get("/api/v1/shop"));
        assertThat(api.status()).isEqualTo(503);
        assertThat(api.text()).contains("urn:souk:problem:parked");
        assertThat(api.header("Retry-After")).isNotEmpty();
    }

    @Test
    void takesASlashFromTheEnd() {
        FakeResponse response = whole.send(FakeRequest.get("/c/saddles/?page=2"));
        assertThat(response.status()).isEqualTo(308);
        assertThat(response.header("Location")).isEqualTo("/c/saddles?page=2");
    }

    @Test
    void tellsProblemsInTheShopsLook() {
        assertThat(whole.send(FakeRequest.get("/nowhere")).text()).isEqualTo("problem 404 of The Tack Room");
        pages.answers = exchange -> {
            throw new DatabaseUnavailableException("away");
        };
        FakeResponse away = whole.send(FakeRequest.get("/cart"));
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.header("Retry-After")).isEqualTo("5");
        pages.answers = exchange -> {
            throw new IllegalStateException("secret");
        };
        FakeResponse broken = whole.send(FakeRequest.get("/cart"));
        assertThat(broken.status()).isEqualTo(500);
        assertThat(broken.text()).doesNotContain("secret");
        assertThat(broken.header("Cache-Control")).isEqualTo("no-store");
        pages.answers = exchange -> {
            throw new StackOverflowError();
        };
        assertThat(whole.send(FakeRequest.get("/cart")).text()).isEqualTo("problem 500 of The Tack Room");
        // while a bundle is replaced, its old classes cannot be loaded
        pages.answers = exchange -> {
            throw new NoClassDefFoundError("org/souk/Gone");
        };
        FakeResponse replaced = whole.send(FakeRequest.get("/cart"));
        assertThat(replaced.text()).isEqualTo("problem 503 of The Tack Room");
        assertThat(replaced.header("Retry-After")).isEqualTo("2");
    }

    @Test
    void setsTheCookieOfAWrite() {
        pages.answers = exchange ->
                Optional.of(Reply.redirect(303, "/cart").with(FakeCarts.SESSION).with(CacheControl.maxAge(10)));
        FakeRequest plain = FakeRequest.post("/cart", "");
        FakeResponse response = whole.send(plain);
        assertThat(response.header("Set-Cookie")).startsWith("souk=").doesNotContain("Secure");
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        FakeRequest tls = FakeRequest.post("/cart", "").from("10.0.0.5").header("X-Forwarded-Proto", "https");
        assertThat(whole.send(tls).header("Set-Cookie"))
                .startsWith("__Host-souk=")
                .endsWith("; Secure");
    }
}
